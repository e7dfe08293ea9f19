// Runs the engine's tests, unchanged, inside Pyodide under Node, on the parts that the page downloads. What pytest and
// the tests need beyond those comes in pytest's own archive.
//
//   node tools/pyodide_tests.mjs PLAN [arguments for pytest]

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

/** Starts Pyodide and loads the engine by the lock file that the page uses; NumPy comes as its dependency. */
async function start() {
  const { loadPyodide } = await import(pathToFileURL(`${plan.pyodide}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({
    indexURL: plan.pyodide,
    stdLibURL: plan.stdlib,
    lockFileContents: await readFile(plan.lock, "utf8"),
    packageBaseUrl: `${plan.parts}/`,
    packageCacheDir: plan.parts,
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", COLUMNS: "110" },
  });
  await pyodide.loadPackage(["gradpad"], { messageCallback: () => {} });
  for (const name of ["numpy", "gradpad"]) {
    // loadPackage reports what it could not load, but does not throw.
    if (!(name in pyodide.loadedPackages))
      throw new Error(`Pyodide did not load ${name} from ${plan.parts}.`);
  }
  return pyodide;
}

/** Puts pytest among Pyodide's packages, and the tests into a project folder. */
async function furnish(pyodide) {
  const site = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(new Uint8Array(await readFile(plan.pytest)), "zip", { extractDir: site });
  pyodide.FS.mkdirTree("/project");
  pyodide.FS.writeFile(
    "/project/pyproject.toml",
    new Uint8Array(await readFile(`${plan.root}/pyproject.toml`)),
  );
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
  await furnish(pyodide);
  pyodide.globals.set("arguments", pyodide.toPy([...plan.arguments, ...process.argv.slice(3)]));
  pyodide.globals.set("note", (name) => {
    current = name;
  });
  process.exit(pyodide.runPython(RUN));
} catch (error) {
  // Printed by Node itself, an error would come with a line of Pyodide's source a megabyte long.
  console.error(error.message);
  if (current) console.error(`Python died in ${current}`);
  process.exit(70);
}
