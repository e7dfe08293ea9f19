// JSON from outside may not be nested without end: it would exhaust the stack, of Python above all, which dies of it.

const DEEPEST = 32;

/** Is a JSON text nested too deeply to be read? @param {string} text */
export function isTooDeep(text) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) at += letter === "\\" ? 1 : 0;
    else if (letter === "[" || letter === "{") depth += 1;
    else if (letter === "]" || letter === "}") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Is plain data nested too deeply to be sent to Python? @param {unknown} value @param {number} [left] @returns {boolean} */
export function nestsTooDeep(value, left = DEEPEST) {
  if (value === null || typeof value !== "object") return false;
  return left === 0 || Object.values(value).some((inner) => nestsTooDeep(inner, left - 1));
}
