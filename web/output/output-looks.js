// The switches under the output: how it is to look.

import { html, nothing } from "lit";
import { isGraph } from "../plane/drawing.js";
import { summandColumn } from "../plane/summands.js";
import { toggle } from "../ui/controls.js";

/**
 * @typedef {object} Looks
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").DataSet} data
 * @property {{ discretize: boolean, show_test: boolean, contours: boolean, show_wrong: boolean, summands: boolean }} view
 * @property {(path: string, value: unknown) => void} set
 */

/** @param {Looks} plane */
export function looksOf(plane) {
  const { discretize, show_test, contours, show_wrong, summands } = plane.view;
  const map = !isGraph(plane.config.data);
  return html`
  <div class="looks">
    ${
      map
        ? toggle({
            label: "Two halves",
            help: "Only shows which class the network would choose, not how sure it is.",
            value: discretize,
            change: (value) => plane.set("view.discretize", value),
          })
        : nothing
    }
    ${toggle({
      label: "Test points",
      help: "Shows the points that are kept for testing, hollow. The network never learns from them.",
      value: show_test,
      change: (value) => plane.set("view.show_test", value),
    })}
    ${
      summandColumn(plane.config) === null
        ? nothing
        : toggle({
            label: "What units add",
            help: "Shows what each unit of the last layer adds to the output: its number times its weight. Their sum and the bias are what the network says.",
            value: summands,
            change: (value) => plane.set("view.summands", value),
          })
    }
    ${
      map
        ? toggle({
            label: "Contour lines",
            help: "Lines of equal output, as on a map. The strong one is where the network changes its mind.",
            value: contours,
            change: (value) => plane.set("view.contours", value),
          })
        : nothing
    }
    ${
      plane.data.task === "classification"
        ? toggle({
            label: "Mistakes",
            help: "Rings the points that the network puts into the wrong class.",
            value: show_wrong,
            change: (value) => plane.set("view.show_wrong", value),
          })
        : nothing
    }
  </div>
  `;
}
