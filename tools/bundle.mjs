// Bundles the worker and the page with esbuild, as a plan (a JSON file) says; prints what became of each entry.
//
//   node tools/bundle.mjs PLAN        → { "web/app/page.js": "page-ABC123.js", … }

import { readFile, writeFile } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { build } from "esbuild";
import { common as settings } from "./esbuild_settings.mjs";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

const common = {
  ...settings,
  absWorkingDir: plan.root,
  outdir: plan.outdir,
  format: "esm",
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  legalComments: "linked",
  metafile: true,
  minify: !plan.hurry,
};

/** The names that the entries got, by the path of their source. */
function namesOf(metafile) {
  const names = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint) names[output.entryPoint] = relative(plan.outdir, `${plan.root}/${path}`);
  }
  return names;
}

/** For each entry's name, the names of the bundles that it cannot begin without. */
function preloadsOf(metafile) {
  const nameOf = (path) => relative(plan.outdir, `${plan.root}/${path}`);
  const importsOf = (path) =>
    metafile.outputs[path].imports
      .filter(({ kind, external }) => kind === "import-statement" && !external)
      .flatMap((imported) => [imported.path, ...importsOf(imported.path)]);
  const entries = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint);
  return Object.fromEntries(
    entries.map(([path]) => [nameOf(path), [...new Set(importsOf(path).map(nameOf))]]),
  );
}

/** A module that is a bundle of its own. @param path of its source @param address of the bundle, from where others are */
const elsewhere = (path, address) => ({
  name: path,
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`/${basename(path)}$`) }, ({ path: asked, resolveDir }) =>
      resolve(resolveDir, asked) === resolve(plan.root, path) ? { path: address, external: true } : null,
    ),
});

/** The npm packages that a bundle holds something of. */
function packagesOf(metafile) {
  const files = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  return files.flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
}

const define = {
  __VERSION__: JSON.stringify(plan.version),
  __PYTHON_PARTS__: JSON.stringify(plan.parts),
  __SINGLE_FILE__: "false",
};
try {
  const serviceWorker = build({
    ...common,
    entryPoints: [plan.serviceWorker],
    outdir: undefined,
    outfile: plan.serviceWorkerOut,
    entryNames: "[name]", // its address may never change
    format: "iife",
    legalComments: "none",
    metafile: false,
  });
  // An article on another origin loads one small file: as a module, or as a classic script where a host sends no CORS.
  const article = (format, here, to_site) =>
    build({
      ...common,
      format,
      define: { __HERE__: here, __TO_SITE__: JSON.stringify(to_site) },
      entryPoints: [plan.article],
      entryNames: format === "iife" ? "[name]-classic-[hash]" : common.entryNames,
    });
  const articles = Promise.all([
    article("esm", "import.meta.url", "../"),
    article("iife", "document.currentScript.src", "./"),
  ]);
  // Pyodide looks for Node's own modules only where it finds itself in Node.
  const core = plan.kept
    ? null // Pyodide's own code, a megabyte, as it was bundled before
    : await build({ ...common, define, entryPoints: [plan.core], external: ["node:*"] });
  const coreName = core ? namesOf(core.metafile)[plan.core] : plan.kept;
  // Apart, not split off: what both need would be a third file, for which the worker would have to wait.
  const worker = await build({
    ...common,
    define,
    entryPoints: [plan.worker],
    plugins: [elsewhere(plan.core, `./${coreName}`)],
  });
  const workerNames = namesOf(worker.metafile);
  define.__WORKER_URL__ = JSON.stringify(`./${workerNames[plan.worker]}`);
  const page = await build({
    ...common,
    define,
    entryPoints: plan.entries,
    splitting: true,
    sourcemap: "linked",
  });
  const [[module, classic]] = await Promise.all([articles, serviceWorker]);
  const classicNames = { [`${plan.article} classic`]: namesOf(classic.metafile)[plan.article] };
  const packages = new Set(
    [core, worker, page, module].flatMap((made) => (made ? packagesOf(made.metafile) : [])),
  );
  await writeFile(plan.packagesOut, JSON.stringify([...packages].sort()));
  await writeFile(plan.preloadsOut, JSON.stringify(preloadsOf(page.metafile)));
  console.log(
    JSON.stringify({
      ...workerNames,
      ...namesOf(page.metafile),
      ...namesOf(module.metafile),
      ...classicNames,
    }),
  );
} catch (error) {
  if (!error.errors) throw error; // esbuild has printed its own
  process.exitCode = 1;
}
