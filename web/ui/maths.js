// Short mathematical names in running text: letters in italics, indices lowered.

import { html } from "lit";

const INDEX = /([₀₁₂₃₄₅₆₇₈₉]+)/;

/**
 * @param {string} label as the engine's registry gives it: "x₁", "x₁²", "sin x₂", "r"
 * @returns {import("lit").TemplateResult}
 */
export function maths(label) {
  const parts = label.split(/(\s+)/).map((word) => {
    if (/^[a-z]{2,}$/.test(word)) return word;
    return word.split(INDEX).map((piece) => {
      if (INDEX.test(piece)) return html`<sub>${digits(piece)}</sub>`;
      const [letters, rest] = [piece.replace(/[^a-zA-Z]/g, ""), piece.replace(/[a-zA-Z]/g, "")];
      return piece.startsWith(rest) && rest
        ? html`${power(rest)}<i>${letters}</i>`
        : html`<i>${letters}</i>${power(rest)}`;
    });
  });
  return html`<span class="maths">${parts}</span>`;
}

/** @param {string} text */
const digits = (text) => [...text].map((c) => "₀₁₂₃₄₅₆₇₈₉".indexOf(c)).join("");

/** @param {string} text */
const power = (text) => (text.includes("²") ? html`<sup>2</sup>${text.replace("²", "")}` : text);
