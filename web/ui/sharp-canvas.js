// A canvas that is as sharp as the screen, however large it is shown.

/**
 * @param {HTMLCanvasElement} canvas @param {number} width in CSS pixels @param {number} height in CSS pixels
 * @returns {CanvasRenderingContext2D} empty, and scaled so that one unit is a CSS pixel
 */
export function fresh(canvas, width, height) {
  const ratio = globalThis.devicePixelRatio || 1;
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** A small picture that is written pixel by pixel. */
export class Raster {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** @type {ImageData | null} */
    this.image = null;
    this.pixels = new Uint32Array(0);
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    if (this.image && this.image.width === width && this.image.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  show() {
    if (this.image) this.context.putImageData(this.image, 0, 0);
  }
}
