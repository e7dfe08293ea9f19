// A shape for each class, so that colour is never the only difference. All have about the same area.

/**
 * The calls of a canvas path that a shape needs.
 * @typedef {Pick<CanvasPath, "moveTo" | "lineTo" | "closePath" | "arc">} Path
 */

/** @typedef {(path: Path, x: number, y: number, r: number) => void} Shape */

/** @param {readonly [number, number][]} corners in units of the radius @returns {Shape} */
const polygon = (corners) => (path, x, y, r) => {
  corners.forEach(([dx, dy], i) => {
    if (i === 0) path.moveTo(x + dx * r, y + dy * r);
    else path.lineTo(x + dx * r, y + dy * r);
  });
  path.closePath();
};

/** @param {number} count @param {number} outer @param {number} inner @returns {[number, number][]} */
const star = (count, outer, inner) =>
  Array.from({ length: 2 * count }, (_, i) => {
    const radius = i % 2 === 0 ? outer : inner;
    const angle = (Math.PI * i) / count - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

/** @type {Shape} */
const circle = (path, x, y, r) => {
  path.moveTo(x + r, y);
  path.arc(x, y, r, 0, 2 * Math.PI);
};

const A = 0.42;
const B = 1.12;

/** @typedef {{ name: string, draw: Shape }} Looks */

/** @type {readonly Looks[]} in the order of the classes */
export const SHAPES = [
  { name: "circle", draw: circle },
  {
    name: "square",
    draw: polygon([
      [-0.9, -0.9],
      [0.9, -0.9],
      [0.9, 0.9],
      [-0.9, 0.9],
    ]),
  },
  {
    name: "triangle",
    draw: polygon([
      [0, -1.25],
      [1.16, 0.84],
      [-1.16, 0.84],
    ]),
  },
  {
    name: "diamond",
    draw: polygon([
      [0, -1.3],
      [1.1, 0],
      [0, 1.3],
      [-1.1, 0],
    ]),
  },
  {
    name: "cross",
    draw: polygon([
      [-A, -B],
      [A, -B],
      [A, -A],
      [B, -A],
      [B, A],
      [A, A],
      [A, B],
      [-A, B],
      [-A, A],
      [-B, A],
      [-B, -A],
      [-A, -A],
    ]),
  },
  { name: "star", draw: polygon(star(5, 1.4, 0.62)) },
];

/** @type {[number, number][]} */
const UP = [
  [0, -1.3],
  [1.2, 0.86],
  [-1.2, 0.86],
];
/** @type {Looks} */
const ABOVE = { name: "triangle up", draw: polygon(UP) };
/** @type {Looks} */
const BELOW = { name: "triangle down", draw: polygon(UP.map(([x, y]) => [-x, -y])) };
/** @type {Looks} */
const ZERO = { name: "dot", draw: (path, x, y, r) => circle(path, x, y, r * 0.7) };

/** A value's sign, told without colour: up is more than zero, down is less. @param {number} value @returns {Looks} */
export const valueShape = (value) => (value > 0 ? ABOVE : value < 0 ? BELOW : ZERO);

/** @param {number} label @returns {Looks} */
export const shapeOf = (label) =>
  SHAPES[((Math.round(label) % SHAPES.length) + SHAPES.length) % SHAPES.length];
