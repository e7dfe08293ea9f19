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

/** @param {number} value @returns {string} in five letters or so, for a small place: "−0.42", "12.3", "−450", "2e+6" */
export function brief(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "–";
  if (size >= 1e4) return minus(value.toExponential(0));
  const text = value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** @param {number} value @returns {string} as short as it can be written: "0.03", "1e-5" */
export const plain = (value) => minus(String(Number(value.toPrecision(6))));

/** @param {number} value @returns {string} all its digits, for a field that is read again */
export const exact = (value) => minus(String(Number(value.toPrecision(15))));

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
/** Thousands with commas or blanks between, as they are printed. */
const GROUPED = /^([+-]?[1-9]\d{0,2})((?:,\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(\.\d*)?$/;

/**
 * What someone typed or a file says, as a number: all that this page prints, a real minus sign, and a comma for the
 * decimal point ("1,000" and "1 000" are a thousand, "0,5" is a half, "−1.5e-6"). No other spelling is guessed at.
 * @param {string} text
 * @param {"either" | "decimal" | "none"} [comma] what a comma may be: in a file that is known from what parts its columns
 * @returns {number} NaN where it is no finite number
 */
export function readNumber(text, comma = "either") {
  let tidy = text.trim().replace(/[−–]/g, "-");
  if (comma === "either")
    tidy = tidy.replace(
      GROUPED,
      (_, first, groups, rest = "") => `${first}${groups.replace(/\D/g, "")}${rest}`,
    );
  if (comma !== "none" && !tidy.includes(".")) tidy = tidy.replace(",", ".");
  const number = PLAIN.test(tidy) ? Number(tidy) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/** A real minus sign before the number. @param {string} text */
export const minus = (text) => text.replace("-", "−").replace("e−", "e-");

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
