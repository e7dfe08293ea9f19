// All numbers of a step with every digit, for those who want to check.

import { html } from "lit";
import { full, nameOf } from "./walk-numbers.js";

/** @typedef {import("../../engine/workshop-types").WalkValue} WalkValue */

/** @param {Record<string, WalkValue>} values */
export function digits(values) {
  return html`<dl class="digits">
    ${Object.entries(values).map(
      ([key, value]) => html`<div><dt>${nameOf(key)}</dt><dd data-value=${key}>${told(value)}</dd></div>`,
    )}
  </dl>`;
}

/** @param {WalkValue} value */
function told(value) {
  if (value === null || typeof value === "number") return html`<span>${full(value)}</span>`;
  if (Array.isArray(value)) return value.map((each) => html`<span>${full(each)}</span>`);
  const { shape, numbers } = value;
  if (!numbers) return `${shape.join(" × ")}, too many to list`;
  const columns = shape[shape.length - 1];
  const rows = Array.from({ length: numbers.length / columns }, (_, i) =>
    numbers.slice(i * columns, (i + 1) * columns),
  );
  return html`<table>
    <caption>${shape.join(" × ")}</caption>
    <tbody>${rows.map((row) => html`<tr>${row.map((each) => html`<td>${full(each)}</td>`)}</tr>`)}</tbody>
  </table>`;
}
