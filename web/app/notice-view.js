// What the page has to say when something did not go well, with one way out; and what it says to those who listen.

import { html, nothing } from "lit";
import { loss, percent, whole } from "../ui/format.js";
import { icons } from "../ui/icons.js";
import { View } from "../ui/view.js";

class NoticeCard extends View {
  static properties = { notice: { attribute: false }, other: { attribute: false } };

  constructor() {
    super();
    /** @type {import("./state-types").Notice | null} */
    this.notice = null;
    /** @type {import("../state/other-figure.js").OtherNotice | null} */
    this.other = null;
  }

  render() {
    const { notice, other } = this;
    return html`<div class="notes">
      <div role="status">${other ? this.otherCard(other) : nothing}</div>
      <div role=${notice?.kind === "info" ? "status" : "alert"}>${notice ? this.card(notice) : nothing}</div>
    </div>`;
  }

  /** @param {NonNullable<NoticeCard["other"]>} other */
  otherCard({ message, show, keep }) {
    return html`<div class="note info">
      <span>${message}</span>
      <button type="button" @click=${() => this.send({ type: "other/show" })}>${show}</button>
      ${keep ? html`<button type="button" @click=${() => this.send({ type: "other/keep" })}>${keep}</button>` : nothing}
      <button
        type="button" class="bare icon" aria-label="Say no more of the other figure"
        @click=${() => this.send({ type: "other/dismiss" })}
      >${icons.close}</button>
    </div>`;
  }

  /** @param {import("./state-types").Notice} notice */
  card(notice) {
    const { kind, message, remedy } = notice;
    return html`<div class="note ${kind}">
      <span>${message}</span>
      ${remedy ? html`<button type="button" @click=${() => this.act(notice)}>${remedy.label}</button>` : nothing}
      <button
        type="button" class="bare icon" aria-label="Close this message"
        @click=${() => this.send({ type: "notice/dismiss" })}
      >${icons.close}</button>
    </div>`;
  }

  /** @param {import("./state-types").Notice} notice */
  act({ remedy }) {
    if (!remedy) return;
    this.send({ type: "notice/dismiss" });
    this.send(remedy.action);
  }
}

customElements.define("gp-notice", NoticeCard);

/** Says aloud what changes when training starts and stops; in between it keeps quiet. */
class Announcer extends View {
  static properties = { phase: { attribute: false }, snapshot: { attribute: false } };

  static painted = ["snapshot"];

  constructor() {
    super();
    /** @type {import("./state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
  }

  render() {
    return html`<p class="hidden" role="status">${this.words()}</p>`;
  }

  words() {
    const { snapshot } = this;
    if (this.phase === "booting") return "Python is starting. You can draw already.";
    if (this.phase === "training") return "Training.";
    if (this.phase === "failed" || !snapshot || snapshot.step === 0) return "Ready.";
    const accuracy = snapshot.accuracy === null ? "" : ` ${percent(snapshot.accuracy)} right.`;
    return `Paused at epoch ${whole(snapshot.epoch)}. Loss ${loss(snapshot.data_loss)}.${accuracy}`;
  }
}

customElements.define("gp-announcer", Announcer);
