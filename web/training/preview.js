// What a first visitor sees before having done anything: a network like the one on the page, which begins to learn. It is
// another one, in a session of its own: the visitor's own stands at its start, and is shown as soon as anything is done.

import { outputMaps } from "../plane/maps.js";
import { spanOfOutput } from "../plane/painting.js";
import { appendRows, emptyCurve } from "./learning-curve.js";
import { WatchPace } from "./watch-pace.js";

/** It goes on until every training point is right, for so many epochs at most. */
const MOST_EPOCHS = 40;
/** Milliseconds of training in one turn at most. */
const TURN_MS = 12;

export class Preview {
  #figure;
  #open;
  #maps;
  /** @type {import("../engine/session").Session | null} */
  #session = null;

  /**
   * @param {import("../app/state-types").Context} figure
   * @param {(name: string) => import("../engine/session").Session} open a session of its own
   * @param {import("./maps-poller").MapsPoller} maps
   */
  constructor(figure, open, maps) {
    this.#figure = figure;
    this.#open = open;
    this.#maps = maps;
  }

  /** Shows it, from the start until it has begun to learn; there it rests. */
  async begin() {
    const { store, clock } = this.#figure;
    const { config, description, guest, snapshot: of } = store.state;
    if (this.#session || guest || !of || of.step > 0 || of.problem) return;
    const session = this.#open("preview");
    this.#session = session;
    const goesOn = () =>
      this.#session === session && store.state.snapshot === of && store.state.config === config;
    const pace = new WatchPace();
    const { low, high } = spanOfOutput(config, description);
    try {
      let snapshot = await session.reset({ config });
      let curve = appendRows(emptyCurve(), snapshot.curve);
      while (goesOn() && !hasBegun(snapshot)) {
        await clock.frame();
        if (clock.hidden()) continue;
        snapshot = await session.train({ max_steps: pace.steps(), budget_ms: TURN_MS });
        curve = appendRows(curve, snapshot.curve);
        const maps = await this.#maps.drawAt(session);
        if (!goesOn()) break;
        store.patch({ preview: { snapshot: { ...snapshot, examples_per_second: null }, maps, curve } });
        pace.saw(outputMaps(maps)[0] ?? [], high - low, performance.now(), snapshot.step);
      }
    } catch {
      this.end(); // a Python that is lost, say: nothing hangs on it
    } finally {
      session.close().catch(() => {});
    }
  }

  /** The visitor's own network is shown. */
  end() {
    const { store } = this.#figure;
    this.#session = null;
    if (store.state.preview) store.patch({ preview: null });
  }
}

/** @param {import("../engine/types").Snapshot} snapshot */
const hasBegun = ({ accuracy, epoch, stopped }) => accuracy === 1 || epoch >= MOST_EPOCHS || Boolean(stopped);
