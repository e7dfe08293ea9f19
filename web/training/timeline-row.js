// Below the learning curve: which moment is shown, and what can be done with it; else the axis, and playing it again.

import { html, nothing } from "lit";
import { textOf } from "../ui/controls.js";
import { whole } from "../ui/format.js";
import { icons } from "../ui/icons.js";
import { AXES } from "./curve-axis.js";

const REPLAY =
  "Plays the run again, in eight seconds: each moment as long as much was seen to change. Drag along the curve to go back to a moment.";
const GO_ON =
  "Makes this moment the present one: training goes on from here, and Undo brings back what was. An optimizer that remembers (Momentum, Adam …) begins its memory anew.";
const AXIS =
  "As watched: the first epochs, in which most is seen to change, take as much room as the many that follow. Drag along the curve to see the network as it was.";

/** @param {{ epoch: number, epoch_share: number }} moment @returns {string} "40", and "0.6" within the first epochs */
export const epochWords = ({ epoch, epoch_share }) =>
  epoch_share > 0 && epoch < 10 ? (epoch + epoch_share).toFixed(1) : whole(epoch);

/** @typedef {import("../app/state-types").State} State */

/**
 * @param {Pick<State, "past" | "replaying"> & { now: import("../engine/types").Snapshot | null, axis: string,
 *   pointed: number | null, moments: number, setAxis: (name: string) => void,
 *   send: (action: import("../app/actions").TimelineAction) => void }} what
 */
export function timelineRow({ past, replaying, now, axis, pointed, moments, setAxis, send }) {
  if (past && now) {
    return html`<div class="row timeline">
      <span class="lead when">Epoch <b>${epochWords(past.moment)}</b> of ${epochWords(now)}, as it was</span>
      <span class="spring"></span>
      ${
        replaying
          ? html`<button type="button" class="quiet" @click=${() => send({ type: "timeline/replay" })}>Stop</button>`
          : html`<button type="button" class="quiet" data-help=${GO_ON} @click=${() => send({ type: "timeline/branch" })}>Go on from here</button
              ><button type="button" class="bare icon" aria-label="Back to the present" data-help="Back to the present." @click=${() => send({ type: "timeline/seek", epoch: null })}>${icons.close}</button>`
      }
    </div>`;
  }
  return html`<div class="row timeline">
    <button
      type="button" class="bare replay" data-help=${REPLAY} ?disabled=${moments < 2}
      @click=${() => send({ type: "timeline/replay" })}
    >${icons.play}Replay</button>
    <span class="lead">${pointed === null ? nothing : `epoch ${whole(Math.floor(pointed))}`}</span>
    <span class="spring"></span>
    <select aria-label="Axis of the learning curve" data-help=${AXIS} .value=${axis} @change=${(/** @type {Event} */ event) => setAxis(textOf(event))}>
      ${AXES.map(({ name, label }) => html`<option value=${name} ?selected=${name === axis}>${label}</option>`)}
    </select>
  </div>`;
}
