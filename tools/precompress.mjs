// Compresses files with gzip and brotli, as a plan (a JSON file) says: [[source, target, brotli's quality], …]
//
//   node tools/precompress.mjs PLAN        writes target.gz and target.br

import { readFile, rename, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

/** Written under another name first: a file that is there is whole. */
async function write(path, content) {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

await Promise.all(
  plan.map(async ([source, target, quality]) => {
    const content = await readFile(source);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await write(`${target}.gz`, await promisify(gzip)(content, { level: 9 }));
    await write(`${target}.br`, await promisify(brotliCompress)(content, { params }));
  }),
);
