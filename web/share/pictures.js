// The output, the run and the network as pictures to take along: what is offered, and how SVG becomes a file.

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../ui/theme.js").Theme} Theme */
/** What draws a part of the figure as SVG. @typedef {(state: State, theme: Theme) => Promise<string>} Painter */
/** @typedef {import("../app/state-types").Still} Still */
/**
 * @typedef {{ output: Painter, network: Painter,
 *   run: (state: State, theme: Theme, stills: readonly Still[]) => Promise<string>,
 *   film: (state: State, theme: Theme, stills: readonly Still[]) => Promise<string[]> }} Painters
 */

/** Pictures of a run: enough to see how it went, and large enough on a sheet of paper. */
const STILLS = 8;
/** Pictures of a film: fifteen a second. */
const FRAMES = 120;
const FILM_MS = 8000;

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

/**
 * @typedef {object} Picture
 * @property {string} label
 * @property {string} help
 * @property {number} [stills] so many moments of the run are wanted for it
 * @property {string} [meanwhile] what is said while it is made
 * @property {(painters: Painters, state: State, theme: Theme, stills: readonly Still[]) => Promise<{ blob: Blob, name: string }>} draw
 */

/**
 * @param {string} name @param {"output" | "network"} part @param {(svg: string) => Blob | Promise<Blob>} asFile
 * @returns {Picture["draw"]}
 */
const still = (name, part, asFile) => async (painters, state, theme) => ({
  blob: await asFile(await painters[part](state, theme)),
  name,
});

/** @type {readonly Picture[]} */
export const PICTURES = [
  {
    label: "Output (SVG)",
    help: "The plane with its points, sharp at any size.",
    draw: still("gradpad_output.svg", "output", asSvg),
  },
  {
    label: "Output (PNG)",
    help: "The same, as an image.",
    draw: still("gradpad_output.png", "output", asPng),
  },
  {
    label: "Run (SVG)",
    help: "Eight moments from its start until now, to print.",
    stills: STILLS,
    meanwhile: "Being drawn.",
    draw: async ({ run }, state, theme, stills) => ({
      blob: asSvg(await run(state, theme, stills)),
      name: "gradpad_run.svg",
    }),
  },
  {
    label: "Film (WebM)",
    help: "The run from its start until now, in eight seconds: it is recorded as it plays.",
    stills: FRAMES,
    meanwhile: "Being recorded, as it plays: eight seconds.",
    draw: async (painters, state, theme, stills) => {
      const { film } = await import("./film.js");
      const { blob, ending } = await film(await painters.film(state, theme, stills), FILM_MS);
      return { blob, name: `gradpad_film.${ending}` };
    },
  },
  {
    label: "Network (SVG)",
    help: "Units and weights as they stand, sharp at any size.",
    draw: still("gradpad_network.svg", "network", asSvg),
  },
  {
    label: "Network (PNG)",
    help: "The same, as an image.",
    draw: still("gradpad_network.png", "network", asPng),
  },
];
