// A choice of one's own: looked at while it is typed, put to use by one step, and taken back by one.

import { usual } from "../../config/unknown-choices.js";
import { toFailure } from "../../engine/engine-error.js";

/** @typedef {import("../../engine/types").Config} Config */
/** @typedef {import("../../engine/workshop-types").OwnWish} OwnWish */
/** @typedef {import("../drawer-types").DeskAction} DeskAction */
/** @typedef {Extract<DeskAction, { type: "own" }>} Look */
/** @typedef {Extract<DeskAction, { type: "own-use" }>} Use */
/** @typedef {Extract<DeskAction, { type: "own-leave" }>} Leave */

/**
 * @typedef {object} Host
 * @property {() => import("../../engine/workshop.js").Workshop} workshop
 * @property {<T>(work: () => Promise<T>) => Promise<T>} add to the queue of jobs
 * @property {() => Config} config
 * @property {(action: import("../../app/state-types").Action) => void} dispatch
 * @property {(snapshot: import("../../engine/types").Snapshot, module: string) => Promise<void>} edited the engine's code is another now
 */

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

export class Own {
  #host;
  /** What the last use made of the configuration: while it still stands, undo takes it back. @type {Config | null} */
  #made = null;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {Look} action */
  async look({ wish, reply }) {
    const { add, workshop } = this.#host;
    try {
      reply(await add(() => workshop().own({ ...wish, add: false })), "");
    } catch (error) {
      reply(null, toFailure(error).message);
    }
  }

  /** @param {Use} action */
  async use({ wish, reply }) {
    const { add, workshop, config, dispatch, edited } = this.#host;
    const { kind } = wish;
    try {
      const answer = await add(() => workshop().own({ ...wish, add: true }));
      const { problem, edit } = answer;
      if (problem || edit?.error) return reply(answer, problem?.message ?? edit?.error?.message ?? "");
      if (edit && kind !== "input") await edited(edit.snapshot, MODULES[kind]);
      const before = config();
      dispatch({ type: "set", ...useOf(before, wish) });
      this.#made = config() === before ? null : config();
      reply(answer, "");
    } catch (error) {
      reply(null, toFailure(error).message);
    }
  }

  /** @param {Leave} action */
  async leave({ wish, reply }) {
    const { add, workshop, config, dispatch, edited } = this.#host;
    const { kind, name, expression } = wish;
    try {
      if (config() === this.#made) dispatch({ type: "undo" });
      else
        dispatch({ type: "set-config", config: usual(config(), kind, kind === "input" ? expression : name) });
      this.#made = null;
      if (kind !== "input") {
        const { applied, error, snapshot } = await add(() => workshop().disown({ kind, name }));
        if (!applied) return reply(error?.message ?? "");
        await edited(snapshot, MODULES[kind]);
      }
      reply("");
    } catch (error) {
      reply(toFailure(error).message);
    }
  }
}
