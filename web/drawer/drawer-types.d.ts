// What the drawer below the figures shows: the walk through one step, the engine's code, and a console.

import type { Snapshot } from "../engine/types";
import type {
  Check,
  EditAnswer,
  Example,
  Module,
  OwnKind,
  OwnWish,
  PythonError,
  Source,
  Walk,
} from "../engine/workshop-types";

export type Tab = "points" | "compare" | "mathematics" | "code" | "own" | "console";

export interface ConsoleEntry {
  id: number;
  input: string;
  output: string;
  error: PythonError | null;
  /** Python has not answered yet. */
  running: boolean;
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

/** Choices of one's own, as far as they have been typed. */
export interface Custom {
  kind: OwnKind;
  /** What is typed, for each kind that something was typed for. */
  wishes: Partial<Record<OwnKind, OwnWish>>;
  /** What is in use. */
  used: Partial<Record<OwnKind, OwnWish>>;
}

/**
 * Code that came from outside for a module, and the text that is not shown for it: what the visitor had written there,
 * or once that is shown again, what came. null: there was none.
 */
export interface ReceivedText {
  theirs: string;
  other: string | null;
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
  /** By module. */
  received: Record<string, ReceivedText>;
  verdict: Verdict | null;
  console: ConsoleEntry[];
  /** What stands at the console's prompt, not run yet. */
  typed: string;
  custom: Custom;
  /** How many things are being asked for. */
  asked: number;
}

export type { Check, EditAnswer, Example, Module, PythonError, Source, Walk };
