// What the page has to know of a saved session before the engine opens it.

import { codeTexts } from "./code-texts.js";
import { isTooDeep } from "./json-depth.js";
import { isObject } from "./path.js";
import { ConfigError } from "./rules.js";
import { withKnownChoices } from "./unknown-choices.js";
import { validateConfig } from "./validate.js";

/** @param {string} text @returns {any} null where it is no JSON */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // whoever reads it says what is wrong with it
  }
}

/**
 * What the page has to know of a session file before the engine opens it: its configuration, and whether Python came
 * with it. The engine looks at all the rest.
 * @param {string} text of kind "session"
 * @param {import("../engine/types").Description} description
 * @returns {{ config: import("../engine/types").Config, code: Record<string, string> | null, whole: boolean, timeline: unknown }}
 *   `code` is text: show it and ask before anything is done with it; `whole`: nothing in `config` waits for it (see
 *   link.js); `timeline`: not looked at yet (see training/timeline-file.js)
 * @throws {ConfigError} and nothing else
 */
export function readSession(text, description) {
  const content = isTooDeep(text) ? null : parseJson(text);
  if (!isObject(content)) throw new ConfigError("file", "damaged", "a session file, whole");
  if (content.gradpad_session !== 1) {
    throw new ConfigError(
      "gradpad_session",
      content.gradpad_session,
      "1: a newer Gradpad wrote this, load the page anew",
    );
  }
  const code = codeTexts(content.code ?? {});
  if (!code) throw new ConfigError("code", content.code, "the texts of modules of the engine");
  const { timeline } = content;
  if (Object.keys(code).length === 0)
    return { config: validateConfig(description, content.config), code: null, whole: true, timeline };
  return { ...withKnownChoices(content.config, description), code, timeline };
}
