// Numbers as people read them, always as wide as before where it can be done.

const WHOLE = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** @param {number} value @returns {string} "12,340" */
export const whole = (value) => WHOLE.format(value);

/** @param {number | null | undefined} value between 0 and 1 @returns {string} "97.5%" */
export const percent = (value) =>
  value === null || value === undefined ? "–" : `${(100 * value).toFixed(1)}%`;

/** @param {number | null | undefined} value @returns {string} a loss: "0.0312", "12.31", "3.2e+9" */
export function loss(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e5 || (size < 5e-5 && size > 0)) return minus(value.toExponential(1));
  return minus(value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 4));
}

/** @param {number | null | undefined} value @returns {string} a weight, with its sign: "+0.42", "−1.30" */
export function signed(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const text = Math.abs(value) >= 1000 ? value.toExponential(1) : value.toFixed(2);
  return minus(value >= 0 ? `+${text}` : text);
}

/** @param {number} value @returns {string} as short as it can be written: "0.03", "1e-5" */
export const plain = (value) => minus(String(Number(value.toPrecision(6))));

/** What someone typed, as a number; NaN if it is none. A comma or a real minus sign is understood. @param {string} text */
export function read(text) {
  const tidy = text.trim().replace("−", "-").replace(",", ".");
  return tidy === "" ? Number.NaN : Number(tidy);
}

/** @param {string} text */
const minus = (text) => text.replace("-", "−").replace("e−", "e-");

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
