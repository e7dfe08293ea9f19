// What draws the output, the run and the network as SVG, for whoever takes them along. It is loaded when it is asked for.

/** The plane as it is shown. @param {import("./state-types").State} state */
const planeOf = ({ config: { view } }) => ({
  halves: view.discretize === true,
  tests: view.show_test !== false,
});

/** @type {import("../share/pictures.js").Painters} */
export const PAINTERS = {
  output: async (state, theme) =>
    (await import("../output/output-svg.js")).outputSvg(state, theme, planeOf(state)),
  run: async (state, theme, stills) =>
    (await import("../output/run-svg.js")).runSvg(state, theme, stills, planeOf(state)),
  film: async (state, theme, stills) =>
    (await import("../output/run-svg.js")).filmSvgs(state, theme, stills, planeOf(state)),
  network: async (state, theme) => (await import("../network/network-svg.js")).networkSvg(state, theme),
};
