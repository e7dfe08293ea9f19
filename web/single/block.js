// Finding what the one-file page carries.

/** The page's block of text of this name: <script type="text/plain" data-name="…">. @param {string} name */
export const block = (name) =>
  /** @type {HTMLScriptElement} */ (document.querySelector(`script[data-name="${name}"]`)).text;
