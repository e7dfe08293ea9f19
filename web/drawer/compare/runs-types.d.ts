// Runs that are kept to be compared, and several that are trained side by side.

import type { Config, CurveRows } from "../../engine/types";

/** The last numbers of a run. */
export interface Result {
  step: number;
  epoch: number;
  data_loss: number | null;
  test_loss: number | null;
  accuracy: number | null;
  test_accuracy: number | null;
}

export interface KeptRun extends Result {
  id: number;
  name: string;
  config: Config;
  /** Thinned: it is shown beside another. */
  curve: CurveRows;
  /** All of it, as a session file. */
  session: string;
  /** Whether its curve is in the chart. */
  shown: boolean;
}

export interface Trial extends Result {
  /** What it has that the others have not. */
  value: unknown;
  config: Config;
  phase: "waiting" | "training" | "done" | "failed";
  /** Why it could not be trained, or stopped early. */
  message: string | null;
  /** The outputs over the plane, one after another, each side × side. */
  outputs: Float32Array[];
}

/** Several networks, alike but for one field, that learn in turns in the one Python. */
export interface Sweep {
  path: string;
  epochs: number;
  running: boolean;
  trials: Trial[];
}
