// What one can make of one's own: what each kind is called, what is typed, and a few examples to begin with.

import { html } from "lit";

/** @typedef {import("../../engine/workshop-types").OwnKind} OwnKind */

/**
 * @typedef {object} Kind
 * @property {OwnKind} kind
 * @property {string} label
 * @property {unknown} says what it is, and what is typed
 * @property {unknown} left what stands before the expression
 * @property {string} field the accessible name of the expression
 * @property {string} use the button
 * @property {string} used what is said once it is in use
 * @property {boolean} named whether it has a name
 * @property {readonly string[]} examples
 */

/** @type {readonly Kind[]} */
export const KINDS = [
  {
    kind: "activation",
    label: "Activation",
    says: html`An activation is any function of one number. Type it in Python, with <code>z</code> for the sum; the
      derivative is found for you, and checked.`,
    left: html`<i>f</i>(<i>z</i>) =`,
    field: "Expression in z",
    use: "Use it in every hidden layer",
    used: "bends the sums of the hidden layers now. It is in the menus of single layers too.",
    named: true,
    examples: ["z * exp(-z**2)", "sin(z) + 0.3 * z", "max(0, z)", "exp(-z**2)", "z / (1 + abs(z))"],
  },
  {
    kind: "loss",
    label: "Loss",
    says: html`A loss says how wrong one output is: <code>o</code> is the output and <code>t</code> the target. It is
      added up over the outputs; the gradient is found for you, and checked.`,
    left: html`<i>L</i> =`,
    field: "Expression in o and t",
    use: "Train with it",
    used: "is what training makes small now.",
    named: true,
    examples: ["(o - t)**4", "abs(o - t)", "log(1 + exp(-o * t))", "sqrt(1 + (o - t)**2) - 1"],
  },
  {
    kind: "input",
    label: "Input",
    says: html`An input is what the network is shown of a point: any number made of its coordinates <code>x1</code> and
      <code>x2</code>.`,
    left: html`<i>h</i> =`,
    field: "Expression in x1 and x2",
    use: "Show it to the network",
    used: "is one more input of the network now.",
    named: false,
    examples: ["sin(x1) * x2", "sqrt(x1**2 + x2**2)", "abs(x1) - abs(x2)", "x1**3 / 36"],
  },
  {
    kind: "data",
    label: "Data set",
    says: html`A data set is points with labels: type a border in <code>x1</code> and <code>x2</code>, and points where it
      is above zero are of class 1; or type the value itself.`,
    left: html`<i>y</i>:`,
    field: "Expression in x1 and x2",
    use: "Learn it",
    used: "is what the network learns now. It is in the menu of data sets too.",
    named: true,
    examples: ["sin(x1) - x2 / 2", "x1**2 + x2**2 - 9", "sin(x1) * sin(x2)", "abs(x1) + abs(x2) - 4"],
  },
];
