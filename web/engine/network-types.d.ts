// The network itself, changed by hand, and the moments that one can go back to.

import type { Prediction, Snapshot } from "./types";

/** Parameters of one layer: W has shape (inputs, units), b has shape (units). */
export interface LayerWeights {
  W: number[][];
  b: number[];
}

/** One weight or bias: `index` is [input, unit] for W and [unit] for b. */
export interface Parameter {
  layer: number;
  parameter: "W" | "b";
  index: number[];
}

/** An input: the name of one of the engine's, or a formula of one's own in x1 and x2. */
export type Feature = string | { formula: string };

/** The loss around the present weights, in the two directions in which they have moved most. */
export interface Landscape {
  run_id: number;
  /** Whether every place has been looked at. */
  done: boolean;
  /** Whether the directions are the path's; else they are random. */
  follows_path: boolean;
  u: Float64Array;
  v: Float64Array;
  /** Rows from the largest v down; NaN where it has not been looked at yet. */
  loss: Float32Array;
  /** Pairs u, v from the start to the present weights. */
  path: Float64Array;
}

export interface NetworkMethods {
  landscape(params: { renew?: boolean; budget_ms?: number; resolution?: number }): Promise<Landscape>;
  /** Tries a formula as an input: its map, one number for each point of the grid. Throws a Failure if it has none. */
  feature(params: { formula: string; resolution?: number }): Promise<Prediction>;
  set_weights(params: { weights: LayerWeights[] }): Promise<Snapshot>;
  set_weight(params: Parameter & { value: number }): Promise<Snapshot>;
  /** Holds one weight or bias fixed, or lets it learn again. */
  freeze(params: Parameter & { hold: boolean }): Promise<Snapshot>;
  /** Takes over a weights file that fits the network: JSON as text, or .npz as bytes. */
  open_weights(params: { content: string | Uint8Array }): Promise<Snapshot>;
  /** Keeps where the run stands now, under each of these numbers. */
  remember(params: { keys: number[] }): Promise<Uint8Array>;
  /** Where the network stands, as bytes that `recall` takes. */
  carry(): Promise<Uint8Array>;
  /** Goes back to such a moment; of one that is no longer known, the start of that configuration. */
  recall(params: { key: number; config: unknown; content?: Uint8Array }): Promise<Snapshot>;
}
