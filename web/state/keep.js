// What is kept in this browser from visit to visit: what was chosen and drawn, nothing that was computed.

/** @typedef {import("./types").State} State */

/**
 * @typedef {object} Kept
 * @property {unknown} config to be validated like anything from outside
 * @property {unknown} [tool]
 * @property {unknown} [speed]
 * @property {unknown} [brush]
 */

/** Storage throws in a sandboxed frame, and when it is full: a figure works without it. @param {() => unknown} use */
function quietly(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @returns {Kept | null}
 */
export function recall(key) {
  return /** @type {Kept | null} */ (
    quietly(() => {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null");
      return kept !== null && typeof kept === "object" ? kept : null;
    })
  );
}

/** @param {string} key @param {State} state */
export function keep(key, { config, tool, speed, brush }) {
  quietly(() => localStorage.setItem(key, JSON.stringify({ config, tool, speed, brush })));
}

/** @param {string} key */
export function erase(key) {
  quietly(() => localStorage.removeItem(key));
}
