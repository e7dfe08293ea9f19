// How much room a figure will take, before it has been measured: what stands below it should not have to move far.

/** Height of the parts themselves, at a width of their own; the planes are as high as they are wide. */
const BELOW = { data: 150, network: 60, plane: 120, loss: 60 };
const BAR = 64;
const DRAWER = 56;
/** Widths below which parts no longer stand side by side. */
const NARROWEST = 240;
const WHOLE = 1180;

/**
 * @param {string | null} shown words as `partsShown` gives them @param {number} width of the figure
 * @returns {number} pixels
 */
export function estimateHeight(shown, width) {
  if (shown === null) return width >= WHOLE ? 1100 : width >= 720 ? 1500 : 2600;
  const words = shown.split(" ");
  const parts = /** @type {(keyof typeof BELOW)[]} */ (Object.keys(BELOW)).filter((part) =>
    words.includes(part),
  );
  const inside = Math.max(NARROWEST, width - 32);
  const beside = Math.max(1, Math.min(parts.length, Math.floor((inside + 32) / (NARROWEST + 32))));
  const rows = Math.ceil(parts.length / beside);
  const side = (inside - 32 * (beside - 1)) / beside;
  const tallest = Math.max(0, ...parts.map((part) => (part === "loss" ? 200 : side) + BELOW[part]));
  const extra = (words.includes("controls:bar") ? BAR : 0) + (words.includes("drawer") ? DRAWER : 0);
  return Math.round(rows * (tallest + 44) + 28 + extra);
}
