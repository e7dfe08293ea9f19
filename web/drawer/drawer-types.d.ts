// What the drawer below the figures shows: the walk through one step, the engine's code, and a console.

import type { Snapshot } from "../engine/types";
import type { Check, EditAnswer, Example, Module, PythonError, Source, Walk } from "../engine/workshop-types";

export type Tab = "points" | "compare" | "mathematics" | "code" | "own" | "console";

export interface ConsoleEntry {
  id: number;
  input: string;
  output: string;
  error: PythonError | null;
}

/** What came of the last edit, until the next. */
export interface Verdict {
  module: string;
  applied: boolean;
  /** It was put back as it was shipped. */
  restored: boolean;
  error: PythonError | null;
  checks: Check[];
  /** How many other figures of the page share this Python, and compute with it as well. */
  others: number;
}

export interface Drawer {
  /** Which part of the drawer is open. */
  tab: Tab | null;
  example: Example;
  walk: Walk | null;
  /** Which step of the walk is looked at. */
  index: number;
  /** The moment of training that the walk shows; null: there is none. */
  walk_snapshot: Snapshot | null;
  walk_error: string | null;
  modules: Module[];
  /** The module that the code pane shows, and a line to go to. */
  module: string;
  line: number | null;
  /** Modules that have been looked at, with the text that is in force. */
  sources: Record<string, Source>;
  /** Texts that are being worked on, and in force nowhere: also what came with a link or a file. */
  drafts: Record<string, string>;
  /** Modules whose draft was not typed here just now, but came with a link or a file, or from an earlier visit. */
  unread: string[];
  verdict: Verdict | null;
  console: ConsoleEntry[];
  /** How many things are being asked for. */
  asked: number;
}

export type { Check, EditAnswer, Example, Module, PythonError, Source, Walk };
