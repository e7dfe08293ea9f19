// Runs the engine's tests, unchanged, inside Pyodide under Node: on the very core, standard library, NumPy and engine that
// the page downloads, put together as the page does it. What pytest and the tests need beyond those comes in pytest's own
// archive.
//
//   node tools/pyodide_tests.mjs PLAN
//
// The plan is written by tools/pyodide_pytest.py.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { compileLibraries, furnish } from "../web/engine/boot/packages.js";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
process.argv.length = 1; // in a browser no program has a name, and Python looks for its own in another way
const place = (name) => pathToFileURL(`${plan.pyodide}/${name}`).href;
const { loadPyodide } = await import(place("pyodide.mjs"));
const { default: createPyodideModule } = await import(place("pyodide.asm.mjs"));

const bytesOf = (path) => new Uint8Array(readFileSync(path)).slice();

async function start() {
  const wheels = plan.wheels.map(bytesOf);
  let emscripten;
  return await loadPyodide({
    indexURL: plan.pyodide,
    stdLibURL: plan.stdlib,
    lockFileContents: plan.lock,
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", COLUMNS: "110" },
    createPyodideModule: (settings) => {
      emscripten = settings;
      return createPyodideModule(settings);
    },
    fsInit: async (files, { sitePackages }) => {
      await furnish(emscripten, files, sitePackages, wheels, await compileLibraries(wheels));
    },
  });
}

/** Puts pytest among Pyodide's packages, and the tests into a project folder. */
function supply(pyodide) {
  const site = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(bytesOf(plan.pytest), "zip", { extractDir: site });
  pyodide.FS.mkdirTree("/project");
  pyodide.FS.writeFile("/project/pyproject.toml", bytesOf(`${plan.root}/pyproject.toml`));
  pyodide.mountNodeFS("/project/tests", `${plan.root}/tests`);
  pyodide.mountNodeFS("/results", plan.results);
}

const RUN = `
import importlib.machinery, os, site, sys
os.chdir("/project")
class Rest:
    """Finds modules of packages that the lean standard library has in part: what it lacks lies among the packages."""
    def find_spec(name, path=None, target=None):
        package, dot, _ = name.rpartition(".")
        place = os.path.join(site.getsitepackages()[0], *package.split("."))
        return importlib.machinery.PathFinder.find_spec(name, [place]) if dot else None
sys.meta_path.append(Rest)
import gradpad, numpy, pytest
class Diary:
    def pytest_runtest_logstart(self, nodeid):
        note(nodeid)
print(f"Python {sys.version.split()[0]} in Pyodide, NumPy {numpy.__version__}, {gradpad.__file__}")
int(pytest.main(list(arguments), plugins=[Diary()]))
`;

let current = "";
try {
  const pyodide = await start();
  supply(pyodide);
  pyodide.globals.set("arguments", pyodide.toPy(plan.arguments));
  pyodide.globals.set("note", (name) => {
    current = name;
  });
  process.exit(pyodide.runPython(RUN));
} catch (error) {
  // Printed by Node itself, an error would come with a line of Pyodide's source a megabyte long.
  console.error(error?.message ?? error);
  if (current) console.error(`Python died in ${current}`);
  process.exit(70);
}
