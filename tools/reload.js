// Reloads a page that `build.py serve` has built again. The server puts it into pages; it is no part of the site.

const EVERY_MS = 300;
let known = null;
let told = "";

async function look() {
  try {
    const { count, trouble } = await (await fetch("/~changes", { cache: "no-store" })).json();
    known ??= count;
    if (count !== known) return location.reload();
    if (trouble && trouble !== told) console.error(trouble);
    told = trouble;
  } catch {
    // The server has ended, or is being started again.
  }
  setTimeout(look, EVERY_MS);
}
look();
