// A choice of one's own: looked at while it is typed, put to use by one step, and taken back by one.

import { usual } from "../../config/unknown-choices.js";
import { toFailure } from "../../engine/engine-error.js";

/** @typedef {import("../../engine/types").Config} Config */
/** @typedef {import("../../engine/workshop-types").OwnWish} OwnWish */
/** @typedef {import("../../app/actions").CustomAction} CustomAction */

/** The module that each kind lives in; an input is a formula in the configuration. */
const MODULES = { activation: "activations", loss: "losses", data: "datasets" };

/**
 * The change of the configuration that puts it to use: in every hidden layer, or wherever its kind goes.
 * @param {Config} config @param {OwnWish} wish
 * @returns {{ path: string, value: unknown }}
 */
export function useOf(config, { kind, name, expression }) {
  if (kind === "loss") return { path: "training.loss", value: name };
  if (kind === "data") return { path: "data.kind", value: name };
  if (kind === "input") {
    const formula = expression.trim();
    return {
      path: "features",
      value: [...config.features.filter((each) => Object(each).formula !== formula), { formula }],
    };
  }
  const { layers } = config.network;
  if (layers.length === 0) return { path: "network.output", value: name };
  return { path: "network.layers", value: layers.map((layer) => ({ ...layer, activation: name })) };
}

export class CustomController {
  #figure;
  #code;
  #dispatch;
  /** What the last use made of the configuration: while it still stands, undo takes it back. @type {Config | null} */
  #made = null;

  /**
   * @param {import("../../app/state-types").Context} figure
   * @param {import("../code/code-controller").CodeController} code
   * @param {(action: import("../../app/actions").Action) => void} dispatch
   */
  constructor(figure, code, dispatch) {
    this.#figure = figure;
    this.#code = code;
    this.#dispatch = dispatch;
  }

  get #config() {
    return this.#figure.store.state.config;
  }

  /** What goes wrong is said where it was typed. @param {CustomAction} action @returns {Promise<void> | void} */
  dispatch(action) {
    const refused = (/** @type {unknown} */ error) => toFailure(error).message;
    switch (action.type) {
      case "custom/type":
        return this.#type(action);
      case "custom/preview":
        return this.#look(action).catch((error) => action.reply(null, refused(error)));
      case "custom/use":
        return this.#use(action).catch((error) => action.reply(null, refused(error)));
      case "custom/remove":
        return this.#leave(action).catch((error) => action.reply(refused(error)));
      case "custom/try-formula":
        return this.#try(action).catch((error) => action.reply(null, refused(error)));
    }
  }

  /** @template T @param {(session: import("../../engine/session").Session) => Promise<T>} ask */
  #ask(ask) {
    const { session, jobs } = this.#figure;
    return jobs.add(() => ask(session));
  }

  /** @param {Partial<import("../drawer-types").Custom>} patch */
  #patch(patch) {
    const { store } = this.#figure;
    store.patchDrawer({ custom: { ...store.state.drawer.custom, ...patch } });
  }

  /** @param {Extract<CustomAction, { type: "custom/type" }>} action */
  #type({ kind, wish }) {
    const { wishes } = this.#figure.store.state.drawer.custom;
    this.#patch(wish ? { kind, wishes: { ...wishes, [kind]: wish } } : { kind });
  }

  /** @param {import("../../engine/workshop-types").OwnKind} kind @param {OwnWish | undefined} wish that is in use now */
  #note(kind, wish) {
    this.#patch({ used: { ...this.#figure.store.state.drawer.custom.used, [kind]: wish } });
  }

  /** @param {Extract<CustomAction, { type: "custom/try-formula" }>} action */
  async #try({ formula, reply }) {
    reply(await this.#ask((session) => session.feature({ formula })), "");
  }

  /** @param {Extract<CustomAction, { type: "custom/preview" }>} action */
  async #look({ wish, reply }) {
    reply(await this.#ask(({ workshop }) => workshop.own({ ...wish, add: false })), "");
  }

  /** @param {Extract<CustomAction, { type: "custom/use" }>} action */
  async #use({ wish, reply }) {
    const answer = await this.#ask(({ workshop }) => workshop.own({ ...wish, add: true }));
    const { problem, edit } = answer;
    if (problem || edit?.error) return reply(answer, problem?.message ?? edit?.error?.message ?? "");
    if (edit && wish.kind !== "input") await this.#edited(edit.snapshot, MODULES[wish.kind]);
    const before = this.#config;
    this.#dispatch({ type: "config/set", ...useOf(before, wish) });
    this.#made = this.#config === before ? null : this.#config;
    await this.#taken(); // only then is it so that the network uses it
    this.#note(wish.kind, wish);
    reply(answer, "");
  }

  /** @param {Extract<CustomAction, { type: "custom/remove" }>} action */
  async #leave({ wish, reply }) {
    const { kind, name, expression } = wish;
    const config = this.#config;
    if (config === this.#made) this.#dispatch({ type: "history/undo" });
    else
      this.#dispatch({
        type: "config/replace",
        config: usual(config, kind, kind === "input" ? expression : name),
      });
    this.#made = null;
    await this.#taken();
    if (kind !== "input") {
      const { applied, error, snapshot } = await this.#ask(({ workshop }) => workshop.disown({ kind, name }));
      if (!applied) return reply(error?.message ?? "");
      await this.#edited(snapshot, MODULES[kind]);
    }
    this.#note(kind, undefined);
    reply("");
  }

  /** The engine has taken the configuration as it is now, or has refused it and said so. */
  #taken() {
    return this.#figure.jobs.add(async () => {});
  }

  /** The engine's code is another now. @param {import("../../engine/types").Snapshot} snapshot @param {string} module */
  async #edited(snapshot, module) {
    this.#figure.store.show(snapshot);
    await this.#code.renew(module);
  }
}
