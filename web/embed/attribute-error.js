// An attribute that can't be what it is: the same error as for a field of the configuration, with the attribute named.

import { ConfigError, show } from "../config/rules.js";

/** @param {string} name @param {unknown} value @param {string} allowed the rest of "it must be …" */
export function attributeError(name, value, allowed) {
  const error = new ConfigError(name, value, allowed);
  const what = name === "" ? "The text inside" : `The attribute ${name}`;
  error.message = `${what} is ${show(value)}; it must be ${allowed}.`;
  return error;
}
