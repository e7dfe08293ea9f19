// Whether the visitor has asked the browser to download little.

export const savesData = () =>
  /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection?.saveData === true;
