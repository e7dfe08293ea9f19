// The boundary between the page and Python: every value that crosses it has its shape here.
// Keys are the engine's own snake_case names, so that one thing has one name on both sides.
// Each method of `EngineMethods` is one method of `gradpad.session.Session`.

import type { MetricsMethods } from "./metrics-types";
import type { Feature, LayerWeights, Moment, NetworkMethods } from "./network-types";
import type { WorkshopMethods } from "./workshop-types";

export interface LayerConfig {
  units: number;
  activation: string;
}

export type { LayerWeights, Moment };

/** A data set drawn by one of the engine's generators. */
export interface GeneratedData {
  kind: string;
  count: number;
  noise: number;
  train_share: number;
}

/** Points that were drawn, pasted or loaded; `labels` are class numbers, or values for regression. */
export interface PointsData {
  kind: "points";
  task: "classification" | "regression";
  points: [number, number][];
  labels: number[];
  train_share: number;
}

/** A function of one variable, drawn by hand: pairs of x and the value there. */
export interface CurveData {
  kind: "curve";
  points: [number, number][];
  train_share: number;
}

/** A function of one variable, typed as a formula in x. */
export interface FormulaData {
  kind: "formula";
  formula: string;
  count: number;
  noise: number;
  train_share: number;
}

export type DataConfig = GeneratedData | PointsData | CurveData | FormulaData;

export interface TrainingConfig {
  loss: string;
  optimizer: string;
  learning_rate: number;
  batch_size: number;
  regularizer: string;
  regularization_rate: number;
  /** Further keys are described by the engine: see `Description.config`. */
  [key: string]: unknown;
}

/** Everything that was chosen, and nothing that was computed. */
export interface Config {
  version: 1;
  seed: number;
  data: DataConfig;
  features: Feature[];
  standardize: boolean;
  network: {
    layers: LayerConfig[];
    output: string;
    initializer: string;
    biases: boolean;
    [key: string]: unknown;
  };
  training: TrainingConfig;
  /** The page's own choices; the engine carries it along unread. */
  view: Record<string, unknown>;
}

/** New rows of the learning curve since the last snapshot; what there is none of (an empty test set) is null. */
export interface CurveRows {
  epoch: number[];
  data_loss: number[];
  test_loss: (number | null)[];
  penalty: number[];
  accuracy: (number | null)[];
  test_accuracy: (number | null)[];
}

/** What training has come to. Numbers that are not finite never cross: they arrive as null. */
export interface Snapshot {
  /** Grows with every reset; answers that belong to an older run are dropped. */
  run_id: number;
  step: number;
  /** Completed passes over the training set. */
  epoch: number;
  /** Which share of the present pass is done, from 0 up to but not including 1. */
  epoch_share: number;
  data_loss: number | null;
  penalty: number;
  test_loss: number | null;
  accuracy: number | null;
  test_accuracy: number | null;
  weights: LayerWeights[];
  /** Parameters that are held fixed, "layer.W.input.unit" or "layer.b.unit" each. */
  frozen: string[];
  curve: CurveRows;
  /** The network at the new rows of the curve, and last as it stands; not part of what the page hands on. */
  moments?: Moment[];
  stopped: boolean;
  /** Why training stopped ("diverged", "epochs", ...), in a learner's words in `message`. */
  reason: string | null;
  message: string | null;
  /** Why this data cannot be trained on yet, or null. `train` refuses with the same words. */
  problem: { path: string; message: string } | null;
  /** Which path trains, "numpy", "compiled", or "recorded" before Python is there; and why not another. */
  engine: { path: string; precision: string; why: string | null };
  /** By the clock on the wall: what is done between two turns takes its time as well. */
  examples_per_second: number | null;
  /** Only in an answer to `adapt`: whether the network goes on (true) or has begun anew (false). */
  carried?: boolean;
}

export interface TrainRequest {
  max_steps?: number;
  max_epochs?: number;
  /** Return after about this long, even if there is more to do. */
  budget_ms?: number;
}

export interface PredictRequest {
  /** Side of the square grid over the plane, rows from x2 = +6 (top) down, columns from x1 = -6. */
  resolution?: number;
  /** Points to evaluate instead of a grid. */
  points?: [number, number][];
  /** The points of the data set, in their order. */
  data?: boolean;
  /** Also return one map for every input and every hidden unit. */
  units?: boolean;
}

/**
 * Maps one after another in `values`, each of `count` numbers: with `units` first the inputs, then each hidden
 * layer's units, then always the outputs. `layers` says how many maps each of these groups has.
 */
export interface Prediction {
  run_id: number;
  count: number;
  layers: number[];
  values: Float32Array;
}

export interface MapsRequest {
  /** Side of the outputs' grid over the plane. */
  resolution: number;
  /** Which units' maps are wanted. */
  parts: MapsPart[];
}

/**
 * Units of a column (0 for the inputs) from `first` up to, but not including, `end`, at `side` × `side` of the grid's
 * points, or at all of them where the grid has no more. What of them there is not is left out.
 */
export type MapsPart = [column: number, first: number, end: number, side: number];

/** What the page shows of the plane. */
export interface Maps {
  run_id: number;
  /** Points of each output's map. */
  count: number;
  /** How many units each column has, inputs first. */
  layers: number[];
  /** The outputs' maps one after another. */
  outputs: Float32Array;
  /** What there was of the units that were asked for. */
  parts: MapsPart[];
  /** Their maps one after another. */
  values: Float32Array;
}

/** The data set as it is trained on. */
export interface DataSet {
  task: "classification" | "regression";
  classes: number;
  /** Pairs x1, x2 one after another. */
  points: Float64Array;
  labels: Float64Array;
  /** 1 where the point is kept for testing. */
  is_test: Uint8Array;
}

export interface Versions {
  gradpad: string;
  python: string;
  numpy: string;
  pyodide: string;
  /** Which engine will train: "compiled" or "numpy". */
  engine: string;
}

/** Why the engine refused or failed. `path` names the field of the configuration at fault, or is null. */
export interface Failure {
  name: string;
  message: string;
  traceback: string | null;
  path: string | null;
}

/** Progress of the boot, in phases and bytes. */
export interface Progress {
  phase: "download" | "python" | "numpy" | "engine" | "ready";
  message: string;
  loaded: number;
  total: number;
}

/** One choice of a registry (an activation, a loss, a data set ...), described by the engine. */
export interface Choice {
  name: string;
  label: string;
  /** One sentence for a learner. */
  help: string;
  /** LaTeX. */
  formula?: string;
  /** Sampled where the choice has a curve. */
  curve?: { x: number[]; y: number[]; slope: number[] };
  [key: string]: unknown;
}

/** One field of the configuration, as the engine validates it. */
export interface Field {
  /** Dotted, "training.learning_rate"; a list's items are "network.layers[]". */
  path: string;
  type: "integer" | "number" | "boolean" | "text" | "choice";
  label: string;
  help: string;
  default: unknown;
  minimum?: number;
  maximum?: number;
  /** The minimum itself is excluded ("greater than"). */
  exclusive_minimum?: boolean;
  /** Name of the registry in `Description.registries` for a choice, or of each item of a list. */
  choices?: string;
  /** True where a change takes effect without a reset. */
  live?: boolean;
}

/** A ready-made configuration that teaches one thing, and what there is to see in it. */
export interface Preset {
  name: string;
  title: string;
  comment: string;
  config: Config;
}

export interface Description {
  version: string;
  config: Config;
  fields: Field[];
  registries: Record<string, Choice[]>;
  presets?: Preset[];
  /** The default configuration's data set, so that the page has something to show before Python is ready. */
  sample: { points: number[]; labels: number[]; is_test: number[] };
  limits: {
    max_points: number;
    domain: [number, number];
    max_classes?: number;
    /** Largest absolute value of a coordinate or a label. */
    max_coordinate?: number;
    max_features?: number;
    max_layers?: number;
  };
}

/** The script, the notebook and the PyTorch code train from the same start to the same numbers. */
export type ExportFormat = "script" | "notebook" | "page" | "pytorch" | "csv" | "session" | "json" | "npz";

export interface EngineMethods extends MetricsMethods, NetworkMethods, WorkshopMethods {
  describe(): Promise<Description>;
  /** Builds data and network anew from the configuration. Throws a Failure and changes nothing if it is not valid. */
  reset(params: { config: unknown }): Promise<Snapshot>;
  /**
   * Goes on under other data, inputs or layers: what was learned is carried over where it can be. Another task, seed or
   * start of the weights begins anew, as `reset` does; `carried` of the snapshot says which. Throws as `reset` does.
   */
  adapt(params: { config: unknown }): Promise<Snapshot>;
  /** Takes over changed fields that the mathematics lets change mid-run; keeps weights, step and curve. */
  update(params: { config: unknown }): Promise<Snapshot>;
  /** The complete, validated form of a configuration (missing keys filled in). Changes nothing. */
  validate(params: { config: unknown }): Promise<Config>;
  data(): Promise<DataSet>;
  train(params: TrainRequest): Promise<Snapshot>;
  predict(params: PredictRequest): Promise<Prediction>;
  /** The outputs' maps, and those of the units that are looked at. */
  maps(params: MapsRequest): Promise<Maps>;
  /** A file to take along; bytes for npz, else text. */
  export(params: { format: ExportFormat }): Promise<string | Uint8Array>;
  /**
   * Takes over a session file whole: configuration, weights and curve. Throws a Failure and changes nothing if it is
   * not valid. The snapshot brings the whole curve.
   */
  open_session(params: { text: string }): Promise<Snapshot>;
  close(): Promise<void>;
}

/** Page to worker. One worker serves several sessions, each with its own configuration and network. */
export interface Request {
  id: number;
  session: string;
  method: keyof EngineMethods | "boot" | "keep image" | "ping";
  params: unknown;
}

/** Worker to page. */
export type Reply =
  /** `bloated`: bytes that Python has taken and will not give back, where they are so many that a new one is better. */
  | { id: number; result: unknown; bloated?: number | undefined }
  /** A sign of life: an answer to "ping", and now and then while something takes long. */
  | { alive: true }
  /**
   * `fatal`: this Python can answer nothing any more, and its worker has to be replaced. `fetched`: it did not start
   * although all its parts were there, so one of them may be damaged in this browser's cache.
   */
  | { id: number; failure: Failure; fatal?: boolean; fetched?: boolean }
  | { progress: Progress };
