// Whether code answers at all: in a process of its own, which is ended if it does not.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const ROOT = new URL("../../../", import.meta.url);
/** Milliseconds after which nothing is waited for any more: a reader that is linear needs some hundred. */
const NEVER = 60_000;

/** @param {string} code of a module, which imports from "./web/…" as seen from the repository */
export function answers(code) {
  const asked = code.replaceAll('"./web/', `"${ROOT.href}web/`);
  const { status, signal, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", asked], {
    timeout: NEVER,
    encoding: "utf8",
  });
  assert.equal(signal, null, "it does not come back");
  assert.equal(status, 0, stderr);
}
