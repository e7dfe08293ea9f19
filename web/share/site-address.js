// Where links to a figure lead: to the site that this code came from, whatever page it is shown on.

export function siteAddress() {
  if (!__SINGLE_FILE__) return new URL("../", import.meta.url).href; // from assets/ to the site's own page
  const { href, hash } = location;
  return hash ? href.slice(0, -hash.length) : href.replace(/#$/, "");
}
