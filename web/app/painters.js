// What draws the output, the run and the network as SVG, for whoever takes them along. It is loaded when it is asked for.

/** @type {import("../share/pictures.js").Painters} */
export const PAINTERS = {
  output: async (state, theme) => {
    const { outputSvg } = await import("../output/output-svg.js");
    const { discretize, show_test } = state.config.view;
    return outputSvg(state, theme, { halves: discretize === true, tests: show_test !== false });
  },
  run: async (state, theme, stills) => {
    const { runSvg } = await import("../output/run-svg.js");
    const { discretize, show_test } = state.config.view;
    return runSvg(state, theme, stills, { halves: discretize === true, tests: show_test !== false });
  },
  network: async (state, theme) => (await import("../network/network-svg.js")).networkSvg(state, theme),
};
