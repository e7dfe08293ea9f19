// Starts Python as the page does, three times: for a usual session, for the image that later visits start from, and
// from that image. Prints which of the core's functions ran, as JSON: their places among those that it defines.
//
//   node tools/core/trace.mjs PLAN
//
// The plan (a JSON file): `pyodide`, its folder; `counted`, a core that remembers (see counted.py); `stdlib`, `wheels`;
// `lock`, a lock file's content; `tools`, a folder with modules; `usual`, what a session does, in Python.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { compileLibraries, furnish } from "../../web/engine/boot/packages.js";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));
process.argv.length = 1; // in a browser no program has a name, and Python looks for its own in another way
const place = (name) => pathToFileURL(`${plan.pyodide}/${name}`).href;
const { loadPyodide } = await import(place("pyodide.mjs"));
const { default: createPyodideModule } = await import(place("pyodide.asm.mjs"));

const COUNTER = "~ran";
const BITS = 64n;
const ran = new Set();

/** Starts Python with the core that remembers. @returns {Promise<[object, () => void]>} it, and what takes down what ran */
async function start(more, growth = 0) {
  const original = WebAssembly.instantiate;
  let counters = [];
  WebAssembly.instantiate = async (_, imports) => {
    WebAssembly.instantiate = original;
    const module = await WebAssembly.compile(await readFile(plan.counted));
    const all = Object.entries((await WebAssembly.instantiate(module, imports)).exports);
    counters = all.filter(([name]) => name.startsWith(COUNTER)).map(([, counter]) => counter);
    const exports = Object.fromEntries(all.filter(([name]) => !name.startsWith(COUNTER)));
    return { module, instance: { exports } };
  };
  let emscripten;
  const wheels = await Promise.all(
    plan.wheels.map(async (path) => new Uint8Array(await readFile(path)).slice()),
  );
  const python = await loadPyodide({
    indexURL: plan.pyodide,
    stdLibURL: plan.stdlib,
    lockFileContents: plan.lock,
    createPyodideModule: (settings) => {
      emscripten = settings;
      return createPyodideModule(settings);
    },
    fsInit: async (files, { sitePackages }) => {
      if (growth) emscripten.growMemory(growth);
      await furnish(emscripten, files, sitePackages, wheels, await compileLibraries(wheels));
    },
    stdout: () => {},
    stderr: () => {},
    ...more,
  });
  const note = () => {
    for (const [number, counter] of counters.entries()) {
      const bits = BigInt.asUintN(Number(BITS), counter.value);
      for (let bit = 0n; bit < BITS; bit++)
        if ((bits >> bit) & 1n) ran.add(number * Number(BITS) + Number(bit));
    }
  };
  return [python, note];
}

/** As the page does it; the rest of a session, in the words of tools/lean/promises.py. */
function session(python) {
  python.FS.mkdirTree("/tools");
  python.mountNodeFS("/tools", plan.tools);
  python.runPython(`import sys\nsys.path.insert(0, "/tools")\n${plan.usual}`);
}

try {
  const [usual, noteUsual] = await start({});
  session(usual);
  noteUsual();
  const [maker, noteMaker] = await start({ _makeSnapshot: true });
  maker.runPython("import numpy, gradpad.session");
  for (const name of Object.keys(maker.loadedPackages)) delete maker.loadedPackages[name];
  const image = maker.makeMemorySnapshot();
  noteMaker();
  const [later, noteLater] = await start({ _loadSnapshot: Promise.resolve(image) }, image.length);
  session(later);
  noteLater();
  console.log(JSON.stringify([...ran].sort((one, other) => one - other)));
  process.exit(0);
} catch (error) {
  // Printed by Node itself, an error would come with a line of Pyodide's source a megabyte long.
  console.error(error?.message ?? error);
  process.exit(70);
}
