// Where an author has put the configuration of a figure: inside the element, or in a file of its own.

import { ConfigError } from "../config/rules.js";
import { MOST_CHARACTERS } from "./attributes.js";

/** The JSON inside the element: in a <script type="application/json">, or as plain text. @param {Element} element */
export function insideOf(element) {
  const script = element.querySelector('script[type="application/json"]');
  if (script) return script.textContent?.trim() || null;
  const text = (element.textContent ?? "").trim();
  return text.startsWith("{") ? text : null;
}

/**
 * Fetches a configuration, as the page that the figure stands in may: no cookies to other origins, and no more than the
 * largest drawing takes.
 * @param {string} address @param {string} base
 * @returns {Promise<string>} @throws {ConfigError}
 */
export async function sourceOf(address, base) {
  const refuse = (/** @type {string} */ why) => {
    const error = new ConfigError("src-config", address, "the address of a configuration");
    error.message = `The configuration ${address.slice(0, 200)} can't be had: ${why}`;
    return error;
  };
  if (!URL.canParse(address, base)) throw refuse("this is no address.");
  const url = new URL(address, base);
  if (!["http:", "https:", "data:", "blob:"].includes(url.protocol))
    throw refuse("it must begin with http or https.");
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin" });
  } catch {
    throw refuse("it could not be reached, or its host does not allow this page to read it.");
  }
  if (!response.ok) throw refuse(`its host answered ${response.status}.`);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length <= MOST_CHARACTERS) continue;
    await reader?.cancel();
    throw refuse(`it is longer than ${MOST_CHARACTERS} characters.`);
  }
  return text + decoder.decode();
}
