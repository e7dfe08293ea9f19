// What a session offers for reading, changing and asking the engine: see pysrc/gradpad/session/engine_access.py.

import type { Snapshot } from "./types";

/** The number of a training example, a point of one's own, or the batch that comes next. */
export type Example = number | { point: [number, number]; label: number } | "batch";

/** A line of the engine, with the lines of the function around it. */
export interface SourceLines {
  module: string;
  line: number;
  first: number;
  last: number;
  function: string;
}

/** One step of a walk; see gradpad.walk.steps. */
export interface WalkStep {
  phase: "forward" | "loss" | "backward" | "update";
  kind: string;
  title: string;
  /** A sentence for a learner. */
  says: string;
  /** LaTeX, with letters and with the live numbers. */
  letters: string;
  numbers: string;
  /** The numbers in full, by name: a number, a list, or a matrix with its shape. */
  values: Record<string, WalkValue>;
  places: SourceLines[];
  layer: number | null;
  unit: number | null;
  /** What takes part: [column, unit] with the inputs as column 0, and [layer, from, to]; -1, -1 is all of a layer. */
  units: [number, number][];
  links: [number, number, number][];
  curve: { activation: string; z: number | null; a: number | null; slope: number | null } | null;
}

export type WalkValue =
  | number
  | null
  | (number | null)[]
  | { shape: number[]; numbers: (number | null)[] | null };

export interface WalkCurve {
  label: string;
  x: number[];
  y: (number | null)[];
  slope: (number | null)[];
}

export interface Walk {
  /** One unit after another, or one layer after another in matrices. */
  detail: "units" | "layers";
  batch: number;
  x: number[][];
  targets: number[][];
  outputs: (number | null)[][];
  inputs: string[];
  loss: number | null;
  steps: WalkStep[];
  curves: Record<string, WalkCurve>;
}

export interface Module {
  name: string;
  headline: string;
  lines: number;
  editable: boolean;
  edited: boolean;
  /** Place in the reading order, from 1. */
  reading: number | null;
  /** Functions, classes and "Class.method" that the reference explains. */
  names: string[];
}

/** A line of the engine that holds what was searched for. */
export interface Found {
  module: string;
  line: number;
  text: string;
  /** Where in the line. */
  start: number;
  end: number;
}

export interface Source {
  name: string;
  text: string;
  original: string;
  editable: boolean;
}

export interface PythonError {
  name: string;
  message: string;
  traceback: string;
  /** The line of the edited module at fault, if it is one. */
  line: number | null;
}

/** A derivative compared with what it should be. */
export interface Check {
  what: string;
  passed: boolean;
  message: string;
}

export interface EditAnswer {
  applied: boolean;
  error: PythonError | null;
  checks: Check[];
  snapshot: Snapshot;
}

export interface ConsoleAnswer {
  /** More lines must follow; nothing was done. */
  incomplete: boolean;
  output: string;
  error: PythonError | null;
  snapshot: Snapshot;
}

export type OwnKind = "activation" | "loss" | "input" | "data";

/** What a visitor types to make a choice of their own. */
export interface OwnWish {
  kind: OwnKind;
  /** Of all but an input. */
  name: string;
  expression: string;
  /** Of a data set: a border between two classes, or the value itself. */
  task: "classification" | "regression";
}

/** How it looks, or what is wrong with it; see gradpad.workshop.typed_choices. */
export interface OwnAnswer {
  kind: OwnKind;
  name: string;
  problem: {
    message: string;
    field: "name" | "expression";
    /** Where in the expression, first character and one past the last. */
    place: [number, number] | null;
  } | null;
  /** LaTeX, with the left side. */
  formula: string;
  slopes: string[];
  curves: WalkCurve[];
  /** Of an input: rows from x2 = +6 down. */
  map: { resolution: number; values: number[] } | null;
  /** Of a data set: pairs x1, x2 one after another. */
  sample: { task: string; points: number[]; labels: number[] } | null;
  /** What was made sure of, as a sentence. */
  checked: string;
  /** The class that it becomes; empty for an input, which is a formula and needs none. */
  code: string;
  /** What may stand in the expression. */
  knows: { variables: string[]; functions: string[]; constants: string[] };
  /** What came of adding it; null: it was not to be added, or could not. */
  edit: EditAnswer | null;
}

export interface WorkshopMethods {
  walk(params: { example: Example }): Promise<Walk>;
  source(params: { module: string } | Record<string, never>): Promise<Source | { modules: Module[] }>;
  search(params: { text: string }): Promise<{ found: Found[] }>;
  edit(params: { module: string; text: string }): Promise<EditAnswer>;
  restore(params: { module?: string }): Promise<EditAnswer>;
  console(params: { text: string }): Promise<ConsoleAnswer>;
  own(params: OwnWish & { add: boolean }): Promise<OwnAnswer>;
  /** Takes a choice of one's own out of the engine again. */
  disown(params: { kind: OwnKind; name: string }): Promise<EditAnswer>;
  complete(params: { text: string }): Promise<{ options: string[] }>;
}
