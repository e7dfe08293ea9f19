// The drawer before anything has happened.

/** @type {import("./drawer-types").Drawer} */
export const emptyDrawer = {
  tab: null,
  example: 0,
  walk: null,
  index: 0,
  walk_snapshot: null,
  walk_error: null,
  modules: [],
  module: "activations",
  line: null,
  sources: {},
  drafts: {},
  unread: [],
  received: {},
  verdict: null,
  console: [],
  typed: "",
  custom: { kind: "activation", wishes: {}, used: {} },
  asked: 0,
};

/**
 * Something of the drawer's that takes its time: its buttons wait meanwhile.
 * @param {import("../app/store").Store} store @param {() => Promise<void>} work
 */
export async function busily(store, work) {
  store.patchDrawer({ asked: store.state.drawer.asked + 1 });
  try {
    await work();
  } finally {
    store.patchDrawer({ asked: store.state.drawer.asked - 1 });
  }
}
