// Where links to a figure lead: to the site that this code came from, whatever page it is shown on.

export function siteAddress() {
  const site = new URL("../", import.meta.url); // from assets/ to the site's own page
  if (/^https?:$/.test(site.protocol)) return site.href;
  const { href, hash } = location; // one file, opened from a disk
  return hash ? href.slice(0, -hash.length) : href.replace(/#$/, "");
}
