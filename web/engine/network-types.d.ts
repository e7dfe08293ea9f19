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

/** What a network was at some step of its run, and what it had come to. */
export interface Moment {
  step: number;
  epoch: number;
  epoch_share: number;
  data_loss: number | null;
  test_loss: number | null;
  penalty: number;
  accuracy: number | null;
  test_accuracy: number | null;
  /** How far the answers to the training examples had come since the run began: the sum of their mean changes. */
  seen: number;
  /** For each layer W row by row, then b. */
  weights: Float64Array;
}

/** A moment as it is asked for; the weights' bytes in base64. */
export interface MomentRequest {
  step: number;
  epoch: number;
  epoch_share: number;
  weights: string;
}

/** The example that lies nearest to a point, and how the network does on it. */
export interface NearestExample {
  /** Its place in the data. */
  index: number;
  point: [number, number];
  label: number;
  is_test: boolean;
  /** The class that the network puts it into; null where values are learned. */
  says: number | null;
  outputs: (number | null)[];
  /** Its own loss; null where that is no finite number. */
  loss: number | null;
}

/** What the network says at one point of the plane. */
export interface PointAnswer {
  run_id: number;
  /** How many units each column has, inputs first. */
  layers: number[];
  /** The number of each unit, column after column. */
  values: Float64Array;
  /** The class that it puts the point into; null where values are learned. */
  says: number | null;
  /** What an output should say for "no" and for "yes"; null where values are learned. */
  codes: [number, number] | null;
  /** null: there are no examples. */
  nearest: NearestExample | null;
}

export interface NetworkMethods {
  /** `tests`: whether the test points are among the examples. */
  predict_one(params: { point: [number, number]; tests?: boolean }): Promise<PointAnswer>;
  landscape(params: { renew?: boolean; budget_ms?: number; resolution?: number }): Promise<Landscape>;
  /** Tries a formula as an input: its map, one number for each point of the grid. Throws a Failure if it has none. */
  feature(params: { formula: string; resolution?: number }): Promise<Prediction>;
  set_weights(params: { weights: LayerWeights[] }): Promise<Snapshot>;
  set_weight(params: Parameter & { value: number }): Promise<Snapshot>;
  /** Holds one weight or bias fixed, or lets it learn again. */
  freeze(params: Parameter & { hold: boolean }): Promise<Snapshot>;
  /** Takes over a weights file that fits the network: JSON as text, or .npz as bytes. */
  open_weights(params: { content: string | Uint8Array }): Promise<Snapshot>;
  /** Asks something ("predict", "predict_one", "maps", "metrics", "diagnosis", "landscape" or "walk") of the network as it was then. */
  at(params: { moment: MomentRequest; question: string; params: object }): Promise<unknown>;
  /** Makes a moment of the run the present one. The snapshot brings the curve up to it. */
  go_back(params: { moment: MomentRequest }): Promise<Snapshot>;
  /** Where the run stands now, as bytes that `recall` takes. */
  carry(): Promise<Uint8Array>;
  /** Goes back to such a checkpoint, under a configuration that it had then. */
  recall(params: { config: unknown; content: Uint8Array }): Promise<Snapshot>;
}
