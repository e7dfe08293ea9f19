// The output, the run and the network as pictures to take along: what is offered, and how SVG becomes a file.

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../ui/theme.js").Theme} Theme */
/** What draws a part of the figure as SVG. @typedef {(state: State, theme: Theme) => Promise<string>} Painter */
/** @typedef {import("../app/state-types").Still} Still */
/**
 * @typedef {{ output: Painter, network: Painter,
 *   run: (state: State, theme: Theme, stills: readonly Still[]) => Promise<string> }} Painters
 */

/** Pictures of a run: enough to see how it went, and large enough on a sheet of paper. */
export const STILLS = 8;

/** Pixels of a PNG for each unit of the drawing: sharp on paper, too. */
const DENSITY = 2;

/** @param {string} svg */
const asSvg = (svg) => new Blob([svg], { type: "image/svg+xml" });

/** @param {string} svg @returns {Promise<Blob>} */
async function asPng(svg) {
  const address = URL.createObjectURL(asSvg(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * DENSITY;
    canvas.height = image.naturalHeight * DENSITY;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @type {readonly { label: string, help: string, name: string, part: keyof Painters, asFile: (svg: string) => Blob | Promise<Blob> }[]} */
export const PICTURES = [
  {
    label: "Output (SVG)",
    help: "The plane with its points, sharp at any size.",
    name: "gradpad_output.svg",
    part: "output",
    asFile: asSvg,
  },
  {
    label: "Output (PNG)",
    help: "The same, as an image.",
    name: "gradpad_output.png",
    part: "output",
    asFile: asPng,
  },
  {
    label: "Run (SVG)",
    help: "Eight moments from its start until now, to print.",
    name: "gradpad_run.svg",
    part: "run",
    asFile: asSvg,
  },
  {
    label: "Network (SVG)",
    help: "Units and weights as they stand, sharp at any size.",
    name: "gradpad_network.svg",
    part: "network",
    asFile: asSvg,
  },
  {
    label: "Network (PNG)",
    help: "The same, as an image.",
    name: "gradpad_network.png",
    part: "network",
    asFile: asPng,
  },
];
