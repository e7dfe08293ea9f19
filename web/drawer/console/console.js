// A Python console on the live network, with history and completion.

import { html, nothing } from "lit";
import { adopt } from "../../ui/adopt-styles.js";
import { View } from "../../ui/view.js";
import { styles } from "./console-styles.js";
import { commonStart, lastName, needsMore } from "./prompt.js";

class PythonConsole extends View {
  static properties = {
    drawer: { attribute: false },
    phase: { attribute: false },
    options: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../drawer-types").Drawer} */
    this.drawer = /** @type {any} */ (undefined);
    /** @type {import("../../app/state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {string[]} what the last name may become */
    this.options = [];
    /** Which line of the history is shown, counted from the end; 0: what is being typed. */
    this.back = 0;
    this.typed = "";
    this.entries = 0;
  }

  get input() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
  }

  render() {
    const { drawer } = this;
    return html`<div class="console">
      <div class="log" role="log" aria-label="What Python said" tabindex="0">
        <p class="lead">The network is <code>net</code>: try <code>net.layers[0].W</code>, <code>net.forward(np.zeros((1, 2)))</code>,
          <code>session.gradcheck()["passed"]</code>. There are <code>trainer</code>, <code>data</code> and <code>np</code> too.</p>
        ${drawer.console.map(
          ({ input, output, error, running }) => html`<div class="entry">
            <pre class="asked">${input}</pre>
            ${running ? this.running() : nothing}
            ${output ? html`<pre>${output}</pre>` : nothing}
            ${error ? html`<pre class="wrong">${error.traceback}</pre>` : nothing}
          </div>`,
        )}
      </div>
      <div class="prompt">
        <span class="sign" aria-hidden="true">&gt;&gt;&gt;</span>
        <textarea
          id="console-input" rows="1" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Python"
          aria-describedby="console-keys" @keydown=${this.onKey} @input=${this.onInput}
        ></textarea>
        <button type="button" aria-disabled=${drawer.asked > 0} @click=${this.run}>Run</button>
      </div>
      <p class="options" aria-live="polite">${this.options.length > 0 ? this.options.slice(0, 24).join("   ") : nothing}</p>
      <p class="hidden" id="console-keys">Enter runs it, Shift-Enter begins a new line, the arrows up and down go through what
        was asked before, Tab completes a name.</p>
    </div>`;
  }

  /** After a moment: most answers are there before it can be read. */
  running() {
    const stop = () => this.send({ type: "engine/stop" });
    return html`<p class="running" role="status">
      Python is running this. After five seconds it is stopped.
      <button type="button" @click=${stop}
        data-help="Ends it now: Python is started again, with the network as it was.">Stop</button>
    </p>`;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { input } = this;
    const before = input.value.slice(0, input.selectionStart);
    const after = input.value.slice(input.selectionEnd);
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const more = after === "" ? needsMore(before) : null;
      if (more === null) this.run();
      else this.type(more);
    } else if (event.key === "Tab" && !event.shiftKey && lastName(before)) {
      event.preventDefault();
      this.complete(lastName(before));
    } else if (event.key === "ArrowUp" && !before.includes("\n")) {
      event.preventDefault();
      this.recall(this.back + 1);
    } else if (event.key === "ArrowDown" && !after.includes("\n")) {
      event.preventDefault();
      this.recall(this.back - 1);
    } else if (event.key === "Escape") {
      this.options = [];
    }
  }

  /** @param {string} text at the cursor */
  type(text) {
    const { input } = this;
    input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
    this.onInput();
  }

  onInput() {
    const { input } = this;
    this.options = [];
    this.fit();
    this.send({ type: "console/type", text: input.value });
  }

  /** As many rows as there are lines. */
  fit() {
    this.input.rows = Math.min(8, this.input.value.split("\n").length);
  }

  run() {
    const text = this.input.value.replace(/\s+$/, "");
    if (!text || this.drawer.asked) return;
    this.send({ type: "console/run", text });
    this.input.value = "";
    this.back = 0;
    this.onInput();
    this.input.focus();
  }

  /** @param {number} back */
  recall(back) {
    const asked = this.drawer.console.map(({ input }) => input);
    if (back < 0 || back > asked.length) return;
    if (this.back === 0) this.typed = this.input.value;
    this.back = back;
    this.input.value = back === 0 ? this.typed : asked[asked.length - back];
    this.onInput();
  }

  /** @param {string} name */
  complete(name) {
    /** @param {string[]} options */
    const reply = (options) => {
      const start = commonStart(options);
      if (start.length > name.length) this.type(start.slice(name.length));
      this.options = options.length > 1 ? options : [];
    };
    this.send({ type: "console/complete", text: name, reply });
  }

  /** What was being typed when another tab of the drawer was opened. */
  firstUpdated() {
    this.input.value = this.drawer.typed;
    this.fit();
  }

  updated() {
    adopt(this, styles);
    const log = this.querySelector(".log");
    if (log && this.drawer.console.length !== this.entries) {
      this.entries = this.drawer.console.length;
      log.scrollTop = log.scrollHeight;
    }
  }
}

customElements.define("gp-console", PythonConsole);
