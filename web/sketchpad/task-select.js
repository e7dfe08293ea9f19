// What is to be learned from the drawing: classes, values, or a function of x.

import { html } from "lit";
import { textOf } from "../ui/controls.js";
import { View } from "../ui/view.js";

/** @typedef {import("../app/state-types").Task} Task */

/** @type {readonly { task: Task, label: string, help: string }[]} */
const GOALS = [
  { task: "classes", label: "classes", help: "Each point belongs to a class, and the network learns which." },
  {
    task: "values",
    label: "values",
    help: "Each point has a number, and the network learns how large it is.",
  },
  {
    task: "function",
    label: "function of x",
    help: "A curve: for each x a value y, and the network learns it.",
  },
];

class TaskSelect extends View {
  static properties = { task: { attribute: false } };

  constructor() {
    super();
    /** @type {Task} */
    this.task = "classes";
  }

  render() {
    const help = GOALS.find(({ task }) => task === this.task)?.help;
    const change = (/** @type {Event} */ event) =>
      this.send({ type: "sketchpad/set-task", task: /** @type {Task} */ (textOf(event)) });
    return html`<label class="lead" data-help=${help}
      >Draw what to learn:<select aria-label="What to learn" aria-description=${help} @change=${change}>
        ${GOALS.map(({ task, label }) => html`<option value=${task} .selected=${task === this.task}>${label}</option>`)}
      </select></label
    >`;
  }
}

customElements.define("gp-task-select", TaskSelect);
