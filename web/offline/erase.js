// A way to erase everything that the site keeps in this browser: drawing, settings, and the copy for use offline.

import { css, html, LitElement } from "lit";
import { forgetAll } from "../app/browser-storage.js";
import { eraseRuns } from "../drawer/compare/runs-storage.js";
import { imagesOf } from "../engine/boot/memory-snapshot.js";
import { keepImageMark } from "../engine/image-mark.js";
import { stopKeeping } from "../engine/memory-snapshot-maker.js";
import { tokens } from "../ui/tokens.js";
import { plain } from "./plain.js";
import { eraseCopies } from "./site-copy.js";

const [KEPT, ERASED] = __SINGLE_FILE__
  ? [
      "That is your drawing, your settings, code that you wrote and the runs you kept.",
      "Erased: your drawing, your settings, code that you wrote and the runs you kept. Nothing more is kept until this page is loaded again.",
    ]
  : [
      "That is your drawing, your settings, code that you wrote, the runs you kept, and the copy of Gradpad for use without a network and for a quick start.",
      "Erased: your drawing, your settings, code that you wrote, the runs you kept, and the copy of Gradpad. Nothing more is kept until this page is loaded again.",
    ];

export class Erase extends LitElement {
  /** Once erased, nothing more is kept until the page is loaded again. */
  static done = false;

  static properties = { said: { state: true } };

  static styles = [
    tokens,
    plain,
    css`
      .opener {
        min-height: 24px;
        padding: 0;
        border: none;
        background: none;
        font-size: inherit;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      dialog {
        box-sizing: border-box;
        max-width: min(480px, 100vw - 32px);
        padding: 20px 24px;
        border: 1px solid var(--edge);
        border-radius: 6px;
        background: var(--raised);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 35%);
      }
      h2 {
        margin: 0 0 8px;
        font-size: 1.125rem;
      }
      p {
        margin: 0 0 16px;
      }
      .row {
        display: flex;
        gap: 12px;
      }
    `,
  ];

  constructor() {
    super();
    /** What has been done. */
    this.said = "";
  }

  render() {
    return html`
      <button type="button" class="opener" aria-haspopup="dialog" @click=${this.ask}>Erase what this browser keeps</button>
      <span role="status">${this.said}</span>
      <dialog aria-labelledby="title">
        <h2 id="title">Erase what this browser keeps?</h2>
        <p>
          ${KEPT} What you see now stays until you close or reload the page.
        </p>
        <div class="row">
          <button type="button" autofocus @click=${this.close}>Keep it</button>
          <button type="button" @click=${this.erase}>Erase</button>
        </div>
      </dialog>
    `;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }

  ask() {
    this.dialog.showModal();
  }

  close() {
    this.dialog.close();
  }

  async erase() {
    this.close();
    Erase.done = true;
    try {
      for (const pad of document.querySelectorAll("grad-pad[keep]")) pad.removeAttribute("keep");
      forgetAll();
      stopKeeping();
      keepImageMark(null);
      if (!__SINGLE_FILE__ && "caches" in window)
        await caches.delete(imagesOf(new URL("./", document.baseURI).href));
      if (!__SINGLE_FILE__ && navigator.serviceWorker) {
        await (await navigator.serviceWorker.getRegistration())?.unregister();
        await eraseCopies(new URL("./", document.baseURI).href);
      }
      await eraseRuns();
      this.said = ERASED;
    } catch {
      this.said = "This browser did not let the page erase everything. Its own settings for this site can.";
    }
  }
}

customElements.define("gp-erase", Erase);
