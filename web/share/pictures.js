// The output and the network as pictures to take along. What draws them is loaded when it is asked for.

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../ui/theme.js").Theme} Theme */

/** Pixels of a PNG for each unit of the drawing: sharp on paper, too. */
const DENSITY = 2;

/** @param {State} state @param {Theme} theme */
async function plane(state, theme) {
  const { planeSvg } = await import("./svg/plane-svg.js");
  const { discretize, show_test } = state.config.view;
  return planeSvg(state, theme, { halves: discretize === true, tests: show_test !== false });
}

/** @param {State} state @param {Theme} theme */
async function network(state, theme) {
  const { networkSvg } = await import("./svg/network-svg.js");
  return networkSvg(state, theme);
}

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

/** @type {readonly { label: string, help: string, name: string, paint: (state: State, theme: Theme) => Promise<Blob> }[]} */
export const PICTURES = [
  {
    label: "Output (SVG)",
    help: "The plane with its points, sharp at any size.",
    name: "gradpad_output.svg",
    paint: async (state, theme) => asSvg(await plane(state, theme)),
  },
  {
    label: "Output (PNG)",
    help: "The same, as an image.",
    name: "gradpad_output.png",
    paint: async (state, theme) => asPng(await plane(state, theme)),
  },
  {
    label: "Network (SVG)",
    help: "Units and weights as they stand, sharp at any size.",
    name: "gradpad_network.svg",
    paint: async (state, theme) => asSvg(await network(state, theme)),
  },
  {
    label: "Network (PNG)",
    help: "The same, as an image.",
    name: "gradpad_network.png",
    paint: async (state, theme) => asPng(await network(state, theme)),
  },
];
