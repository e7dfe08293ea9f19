// The keys for Train and Pause, and for Step: for whoever is in the figure and not writing.

export const TRAIN_KEY = "t";
export const STEP_KEY = ".";
