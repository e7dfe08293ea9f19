// Bundles page, style and worker for the one-file page: plain scripts, because a page from a disk may load no module.
//
//   node tools/bundle_single.mjs PLAN        writes what tools/single_file.py puts together

import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { common } from "./esbuild_settings.mjs";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

/** One script that needs no module loader around it. */
async function script(entry, define, banner = "") {
  const { outputFiles } = await build({
    ...common,
    absWorkingDir: plan.root,
    entryPoints: [entry],
    format: "iife",
    define,
    banner: { js: banner },
    external: ["node:*"],
    legalComments: "inline",
    write: false,
    outdir: plan.outdir,
  });
  return outputFiles[0].text;
}

/**
 * Bytes as text that a page may hold: seven bits a character, a sixth larger than the bytes (base64: a third). The
 * three characters that HTML does not leave alone wear an eighth bit that nobody looks at.
 */
function lettersOf(bytes) {
  const codes = new Uint16Array(Math.ceil((bytes.length * 8) / 7));
  let rest = 0;
  let bits = 0;
  let at = 0;
  const write = () => {
    const code = rest & 127;
    codes[at++] = code === 0 || code === 13 || code === 60 ? code | 256 : code; // NUL, CR, <
    rest >>= 7;
    bits -= 7;
  };
  for (const byte of bytes) {
    rest |= byte << bits;
    bits += 8;
    while (bits >= 7) write();
  }
  if (bits > 0) write();
  return new TextDecoder("utf-16le").decode(codes);
}

const block = (name, packed) =>
  `<script type="text/plain" data-name="${name}">${lettersOf(packed)}</script>\n`;
const gzipped = (text) => gzipSync(text, { level: 9 });

try {
  const constants = {
    __VERSION__: JSON.stringify(plan.version),
    __PYTHON_PARTS__: JSON.stringify(plan.parts),
    __SINGLE_FILE__: "true",
    __WORKER_URL__: '""',
  };
  // Pyodide tells a classic worker, which it refuses, by this function.
  const worker = await script(
    plan.worker,
    { ...constants, "import.meta.url": JSON.stringify(plan.address) },
    "self.importScripts = undefined;",
  );
  const unpacker = await script(plan.unpacker, {});
  const page = await script(plan.page, {
    ...constants,
    __UNPACKER__: JSON.stringify(unpacker),
    "import.meta.url": "location.href",
  });
  const opener = await script(plan.opener, {});
  const style = await script(plan.style, {});
  const blocks = [block("worker.js", gzipped(worker))];
  for (const { name } of plan.parts.files) blocks.push(block(name, await readFile(`${plan.packed}/${name}`)));
  const texts = {
    "page.html": block("page.js", gzipped(page)),
    "blocks.html": blocks.join(""),
    "opener.js": opener,
    "page.css": style,
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(`${plan.outdir}/${name}`, text);
} catch (error) {
  if (!error.errors) throw error; // esbuild has printed its own
  process.exitCode = 1;
}
