// Runs a few lines of Python inside Pyodide under Node, as a plan (a JSON file) says; prints what they come to.
//
//   node tools/lean/run.mjs PLAN
//
// The plan: `pyodide`, its folder; `stdlib`, another standard library's zip; `lock` and `base`, where packages are;
// `packages` to load; `mounts`, from places inside Pyodide to this machine's folders; `python`, the lines.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

// Printed by Node itself, an error would come with a line of Pyodide's source a megabyte long.
process.on("unhandledRejection", (error) => fail(error));
function fail(error) {
  console.error(error?.message ?? error);
  process.exit(70);
}

try {
  const { loadPyodide } = await import(pathToFileURL(`${plan.pyodide}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({
    indexURL: plan.pyodide,
    ...(plan.stdlib ? { stdLibURL: plan.stdlib } : {}),
    lockFileContents: plan.lock,
    ...(plan.base ? { packageBaseUrl: `${plan.base}/`, packageCacheDir: plan.base } : {}),
    checkIntegrity: plan.checked === true,
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
    stdout: (text) => console.log(text),
    stderr: (text) => console.log(text),
  });
  for (const [place, folder] of Object.entries(plan.mounts ?? {})) {
    pyodide.FS.mkdirTree(place);
    pyodide.mountNodeFS(place, folder);
  }
  const packages = plan.packages ?? [];
  await pyodide.loadPackage(packages, { messageCallback: () => {} });
  for (const name of packages) {
    // loadPackage reports what it could not load, but does not throw.
    if (!(name in pyodide.loadedPackages)) throw new Error(`Pyodide did not load ${name} from ${plan.base}.`);
  }
  console.log(await pyodide.runPythonAsync(plan.python));
  process.exit(0);
} catch (error) {
  fail(error);
}
