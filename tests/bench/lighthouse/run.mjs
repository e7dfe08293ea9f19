// Runs Lighthouse on pages; prints each page's scores, and what it found fault with, as one line of JSON.
//
//   node run.mjs CHROMIUM ADDRESS…

import { readFile } from "node:fs/promises";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, ...addresses] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const { version } = JSON.parse(await readFile("node_modules/lighthouse/package.json", "utf8"));
const chrome = await launch({ chromePath, chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu"] });
try {
  const found = [];
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      onlyCategories: CATEGORIES,
      logLevel: "error",
      formFactor: "desktop",
      screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
      throttlingMethod: "simulate",
      throttling: { rttMs: 40, throughputKbps: 10240, cpuSlowdownMultiplier: 1 },
    });
    const scores = CATEGORIES.map((name) => [name, Math.round(100 * (lhr.categories[name].score ?? 0))]);
    const faults = CATEGORIES.slice(1).flatMap((name) =>
      lhr.categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => {
          const items = lhr.audits[id].details?.items ?? [];
          const where = items
            .slice(0, 3)
            .map((item) => item.node?.snippet ?? item.description ?? item.source ?? "");
          return `${name}: ${lhr.audits[id].title} ${where.join(" ")}`.trim();
        }),
    );
    found.push({
      address,
      error: lhr.runtimeError?.message ?? null,
      scores: Object.fromEntries(scores),
      faults,
    });
  }
  console.log(JSON.stringify({ version, found }));
} finally {
  chrome.kill();
}
