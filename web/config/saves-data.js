// Whether the visitor has asked the browser to download little: by its data saver, or by a preference of the system.

/** What of a page a service worker has, too; it has no media. @typedef {{ navigator: { connection?: { saveData?: boolean } }, matchMedia?: (query: string) => { matches: boolean } }} Scope */

export const savesData = () => {
  const { navigator, matchMedia } = /** @type {Scope} */ (/** @type {unknown} */ (globalThis));
  return (
    navigator.connection?.saveData === true || matchMedia?.("(prefers-reduced-data: reduce)").matches === true
  );
};
