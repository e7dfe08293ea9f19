// Pictures as SVG text: shapes, maps and words, put together without a document, so that nothing in them can run.

/** Text as it may stand in SVG, whatever it holds: without the characters that XML does not allow. @param {unknown} text */
export const safe = (text) =>
  String(text)
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A number in few letters. @param {number} value */
export const short = (value) => (Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : "0");

/**
 * An element; attributes that are null are left out.
 * @param {string} name @param {Record<string, string | number | null>} attributes
 * @param {string[]} [children] markup, already made here
 */
export function element(name, attributes, children = []) {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : safe(value)}"`);
  const start = `<${name}${said.join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

/** @param {string} name @param {Record<string, string | number | null>} attributes @param {unknown} text */
export const words = (name, attributes, text) => element(name, attributes, [safe(text)]);

/** @param {{ width: number, height: number, title: string, paper: string }} picture @param {string[]} children */
export function document({ width, height, title, paper }, children) {
  const size = { width, height, viewBox: `0 0 ${short(width)} ${short(height)}` };
  const about = { xmlns: "http://www.w3.org/2000/svg", role: "img", "aria-label": title };
  const ground = element("rect", { width, height, fill: paper });
  return `${element("svg", { ...about, ...size }, [words("title", {}, title), ground, ...children])}\n`;
}

/** The calls of a canvas path, written down as the `d` of an SVG path. */
export class PathText {
  /** @type {string[]} */
  parts = [];

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.parts.push(`M${short(x)} ${short(y)}`);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.parts.push(`L${short(x)} ${short(y)}`);
  }

  /** @param {number[]} to */
  bezierCurveTo(...to) {
    this.parts.push(`C${to.map(short).join(" ")}`);
  }

  /** A whole circle. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    const half = `${short(r)} ${short(r)} 0 1 1`;
    this.parts.push(`M${short(x + r)} ${short(y)}A${half} ${short(x - r)} ${short(y)}`);
    this.parts.push(`A${half} ${short(x + r)} ${short(y)}`);
  }

  closePath() {
    this.parts.push("Z");
  }

  get d() {
    return this.parts.join("");
  }
}

/** Fewer colours make a smaller file, and the eye sees no difference. @param {Uint32Array} table @param {number} levels */
export const coarse = (table, levels) =>
  table.map((_, i) => table[Math.round((Math.round((i / 255) * (levels - 1)) / (levels - 1)) * 255)]);

/** @param {number} pixel as ImageData lays it out */
const hex = (pixel) =>
  `#${[pixel, pixel >> 8, pixel >> 16].map((part) => (part & 255).toString(16).padStart(2, "0")).join("")}`;

/**
 * Pixels as one path for each colour, made of the runs of that colour in each row.
 * @param {Uint32Array} pixels  `side` in a row @param {number} side
 * @param {{ x: number, y: number, size: number, height?: number }} place  where it stands, and how large; as high as wide
 *   where no height is named
 */
export function raster(pixels, side, { x, y, size, height = size }) {
  const rows = pixels.length / side;
  /** @type {Map<number, string[]>} */
  const runs = new Map();
  for (let row = 0; row < rows; row += 1) {
    for (let from = 0; from < side; ) {
      const colour = pixels[row * side + from];
      let to = from + 1;
      while (to < side && pixels[row * side + to] === colour) to += 1;
      const path = runs.get(colour) ?? [];
      runs.set(colour, path);
      path.push(`M${from} ${row}h${to - from}v1h-${to - from}z`);
      from = to;
    }
  }
  const paths = [...runs].map(([colour, path]) => element("path", { fill: hex(colour), d: path.join("") }));
  const transform = `translate(${short(x)} ${short(y)}) scale(${size / side}${height === size ? "" : ` ${height / rows}`})`;
  return element("g", { transform, "shape-rendering": "crispEdges" }, paths);
}
