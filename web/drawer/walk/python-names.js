// Python, coloured just enough to be read: strings, comments, keywords, numbers, and the names that are defined.

/** @typedef {{ kind: "plain" | "text" | "comment" | "keyword" | "number" | "defined", text: string }} Token */

const KEYWORDS =
  "and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|" +
  "in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|type|while|with|yield|None|True|False|self|super";

const TOKEN = new RegExp(
  [
    "(?<text>[rbfRBF]{0,2}(?:\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'''[\\s\\S]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?))",
    "(?<comment>#[^\\n]*)",
    "(?<=\\b(?:def|class)\\s+)(?<defined>\\w+)",
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    "(?<number>\\b\\d[\\d_.]*(?:[eE][+-]?\\d+)?\\b)",
  ].join("|"),
  "g",
);

/**
 * @param {string} source
 * @returns {Token[][]} the tokens of each line
 */
export function lines(source) {
  /** @type {Token[][]} */
  const result = [[]];
  const put = (/** @type {Token["kind"]} */ kind, /** @type {string} */ text) => {
    text.split("\n").forEach((part, i) => {
      if (i > 0) result.push([]);
      if (part) result[result.length - 1].push({ kind, text: part });
    });
  };
  let at = 0;
  for (const match of source.matchAll(TOKEN)) {
    put("plain", source.slice(at, match.index));
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ["plain"];
    put(/** @type {Token["kind"]} */ (kind), match[0]);
    at = match.index + match[0].length;
  }
  put("plain", source.slice(at));
  return result;
}
