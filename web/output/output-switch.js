// What the place of the output shows: the output itself, the plane as units see it, or the loss around the weights.

import { html } from "lit";

const PLANES = /** @type {const} */ ([
  ["output", "Plane", "What the network says at every point."],
  ["bent", "Bent", "The plane as two units see it: the grid and the points, bent."],
  ["bowl", "Bowl", "The loss around the present weights, and the way that training has come."],
]);

/** @typedef {(typeof PLANES)[number][0]} PlaneName */

/** @param {Record<string, unknown>} view @returns {PlaneName} */
export const planeOf = (view) => PLANES.find(([name]) => name === view.plane)?.[0] ?? "output";

/** @param {PlaneName} chosen @param {(name: PlaneName) => void} choose */
export const planeSwitch = (
  chosen,
  choose,
) => html`<div class="switch" role="group" aria-label="What is shown here">
  ${PLANES.map(
    ([name, label, help]) => html`<button
      type="button" class="bare" aria-pressed=${name === chosen} data-help=${help} @click=${() => choose(name)}
    >${label}</button>`,
  )}
</div>`;
