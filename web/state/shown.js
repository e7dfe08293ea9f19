// What is shown: the network as it stands, or a moment of its past.

/** @typedef {import("../app/state-types").State} State */

/** The state with the snapshot of the moment that is shown. @param {State} state @returns {State} */
export const asShown = (state) => (state.past ? { ...state, snapshot: state.past.snapshot } : state);

/** Whom to ask of the network that is shown: the engine as it stands, or as it was. @param {import("../app/state-types").Context} figure */
export const asked = ({ session, store }) =>
  store.state.past ? session.at(store.state.past.moment) : session;
