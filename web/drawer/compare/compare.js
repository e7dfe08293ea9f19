// Runs that are kept: a name, how they did, their curve in the chart, and the way back to them.

import { html, nothing } from "lit";
import { adopt } from "../../ui/adopt-styles.js";
import { checkedOf, textOf } from "../../ui/controls.js";
import { loss, percent, whole } from "../../ui/format.js";
import { icons } from "../../ui/icons.js";
import { keptLook } from "../../ui/run-line.js";
import { View } from "../../ui/view.js";
import "./sweep-view.js";
import { styles } from "./compare-styles.js";

class Compare extends View {
  static properties = {
    kept: { attribute: false },
    snapshot: { attribute: false },
    phase: { attribute: false },
    theme: { attribute: false },
  };

  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {readonly import("../../app/state-types").KeptRun[]} */
    this.kept = [];
    /** @type {import("../../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../../app/state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {import("../../ui/theme.js").Theme | null} */
    this.theme = null;
  }

  connectedCallback() {
    super.connectedCallback();
    adopt(this, styles);
  }

  render() {
    const able = this.snapshot !== null && this.phase !== "booting";
    return html`<div class="head">
        <h3>Kept runs</h3>
        <button type="button" aria-disabled=${!able} @click=${() => able && this.send({ type: "runs/keep" })}>Keep this run</button>
      </div>
      ${this.kept.length === 0 ? html`<p class="lead">Keep a run, change something, train again: both curves are in the chart, and you can go back.</p>` : this.table()}`;
  }

  table() {
    return html`<div class="scrolls"><table class="runs">
      <thead>
        <tr>
          <th scope="col">in the chart</th><th scope="col">name</th><th scope="col">epoch</th><th scope="col">loss</th>
          <th scope="col">test</th><th scope="col">accuracy</th><td></td>
        </tr>
      </thead>
      <tbody>${this.kept.map((run, index) => this.row(run, index + 1))}</tbody>
    </table></div>`;
  }

  /** @param {import("../../app/state-types").KeptRun} run @param {number} number */
  row(run, number) {
    const { id, name, epoch, data_loss, test_loss, accuracy, test_accuracy } = run;
    const place = this.kept.filter(({ shown }) => shown).indexOf(run);
    return html`<tr>
      <td>
        <label class="check">
          <input
            type="checkbox" aria-label="${name} in the chart" .checked=${run.shown}
            @change=${(/** @type {Event} */ event) => this.send({ type: "runs/show", id, shown: checkedOf(event) })}
          />${place >= 0 && this.theme ? this.key(place) : nothing}
        </label>
      </td>
      <th scope="row">
        <input
          type="text" aria-label="Name of run ${number}" maxlength="60" .value=${name}
          @change=${(/** @type {Event} */ event) => this.send({ type: "runs/rename", id, name: textOf(event) })}
        />
      </th>
      <td>${whole(epoch)}</td><td>${loss(data_loss)}</td><td>${loss(test_loss)}</td>
      <td>${percent(test_accuracy ?? accuracy)}</td>
      <td class="ways">
        <button type="button" aria-label="Go back to ${name}" @click=${() => this.send({ type: "runs/open", id })}>Go back</button>
        <button type="button" class="bare icon" aria-label="Let go of ${name}" @click=${() => this.send({ type: "runs/drop", id })}>${icons.close}</button>
      </td>
    </tr>`;
  }

  /** The line that is this run's in the chart. @param {number} place */
  key(place) {
    const { stroke, dash = [] } = keptLook(
      place,
      /** @type {import("../../ui/theme.js").Theme} */ (this.theme),
    );
    return html`<svg width="28" height="6" viewBox="0 0 28 6" aria-hidden="true"
      ><path d="M0 3h28" style="stroke: ${stroke}; stroke-width: 2; stroke-dasharray: ${dash.join(" ")}; stroke-linecap: butt" /></svg
    >`;
  }
}

customElements.define("gp-compare", Compare);
