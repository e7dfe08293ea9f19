// How well the network does, in more numbers than every snapshot brings.

/** How well the network does; what does not suit the task is left out, what cannot be computed is null. */
export interface Scores {
  accuracy?: number | null;
  /** How many of each class (row) were taken for each class (column). */
  confusion_matrix?: number[][];
  r_squared?: number | null;
  mean_absolute_error?: number | null;
}

export interface Metrics {
  train: Scores;
  test: Scores;
}

export interface Diagnosis {
  /** For each layer the lengths of the gradients over the training set. */
  gradient_norms: { W: number; b?: number }[];
  /** For each hidden layer the numbers of the units whose slope is zero at every training point. */
  dead_units: number[][];
}

export interface MetricsMethods {
  metrics(): Promise<Metrics>;
  /** Throws a Failure where the data cannot be trained on. */
  diagnosis(): Promise<Diagnosis>;
}
