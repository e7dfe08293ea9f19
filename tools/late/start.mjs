// Starts Python as the page does, with files that come later or without, and runs lines of Python in it; prints what each
// comes to, and how often what comes later had been asked for until then, as JSON.
//
//   node tools/late/start.mjs PLAN
//
// The plan (a JSON file): `pyodide`, its folder; `stdlib`, `wheels`; `lock`, a lock file's content; `tools`, a folder with
// modules; `python`, the lines; perhaps `late`, an archive, with its `members`, and `missing`, which says that it can't be
// had.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { membersOf } from "../../web/engine/boot/archive.js";
import { hangLate } from "../../web/engine/boot/late-files.js";
import { compileLibraries, furnish } from "../../web/engine/boot/packages.js";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
process.argv.length = 1; // in a browser no program has a name, and Python looks for its own in another way
const place = (name) => pathToFileURL(`${plan.pyodide}/${name}`).href;
const { loadPyodide } = await import(place("pyodide.mjs"));
const { default: createPyodideModule } = await import(place("pyodide.asm.mjs"));

let asked = 0;
const archive = {
  take() {
    asked++;
    if (plan.missing) throw new Error("It could not be had.");
    return new Map(membersOf(new Uint8Array(readFileSync(plan.late)).slice()));
  },
};
try {
  let emscripten;
  const wheels = plan.wheels.map((path) => new Uint8Array(readFileSync(path)).slice());
  const python = await loadPyodide({
    indexURL: plan.pyodide,
    stdLibURL: plan.stdlib,
    lockFileContents: plan.lock,
    createPyodideModule: (settings) => {
      emscripten = settings;
      return createPyodideModule(settings);
    },
    fsInit: async (files, { sitePackages }) => {
      await furnish(emscripten, files, sitePackages, wheels, await compileLibraries(wheels));
      if (plan.late) hangLate(files, sitePackages.replace(/\/[^/]+$/, ""), plan.members, archive);
    },
    stdout: () => {},
    stderr: () => {},
  });
  python.FS.mkdirTree("/tools");
  python.mountNodeFS("/tools", plan.tools);
  python.runPython("import sys\nsys.path.append('/tools')");
  console.log(JSON.stringify(plan.python.map((lines) => [python.runPython(lines), asked])));
  process.exit(0);
} catch (error) {
  // Printed by Node itself, an error would come with a line of Pyodide's source a megabyte long.
  console.error(error?.message ?? error);
  process.exit(70);
}
