// What is shown: the network as it stands, a moment of its past, or, before anything has been done, a preview.

/** @typedef {import("../app/state-types").State} State */

/** The state with the numbers of the network that is shown. @param {State} state @returns {State} */
export const asShown = (state) => {
  if (state.past) return { ...state, snapshot: state.past.snapshot };
  return state.preview ? { ...state, ...state.preview } : state;
};

/**
 * What the network that is shown says where somebody points: nothing, as long as only an earlier or a later one has been
 * asked. @param {State} state
 */
export function answerShown(state) {
  const { answer, data } = state;
  return answer && answer.data === data && answer.about === asShown(state).snapshot ? answer : null;
}

/** Whom to ask of the network that is shown: the engine as it stands, or as it was. @param {import("../app/state-types").Context} figure */
export const asked = ({ session, store }) =>
  store.state.past ? session.at(store.state.past.moment) : session;
