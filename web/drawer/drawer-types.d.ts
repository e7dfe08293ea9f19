// What the drawer below the figures shows: the walk through one step, the engine's code, and a console.

import type { Snapshot } from "../engine/types";
import type {
  Check,
  EditAnswer,
  Example,
  Found,
  Module,
  OwnAnswer,
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

export interface Desk {
  /** Which part of the drawer is open. */
  tab: Tab | null;
  example: Example;
  walk: Walk | null;
  /** Which step of the walk is looked at. */
  index: number;
  /** The moment of training that the walk shows; null: there is none. */
  moment: Snapshot | null;
  walk_error: string | null;
  modules: Module[];
  /** The module that the code pane shows, and a line to go to. */
  module: string;
  line: number | null;
  /** Modules that have been looked at, with the text that is in force. */
  sources: Record<string, Source>;
  /** Texts that are being worked on, and in force nowhere: also what came with a link or a file. */
  drafts: Record<string, string>;
  verdict: Verdict | null;
  console: ConsoleEntry[];
  /** Something is being asked for. */
  busy: boolean;
}

export type DeskAction =
  | { type: "open-drawer"; tab: Tab | null }
  | { type: "walk"; example: Example }
  /** The same with the present weights; the step that is looked at stays. */
  | { type: "walk-again" }
  | { type: "walk-to"; index: number }
  /** So many steps on, or back. */
  | { type: "walk-by"; count: number }
  | { type: "look-at"; module: string; line: number | null }
  /** A module is wanted, to be shown beside a step. */
  | { type: "fetch-source"; module: string }
  | { type: "draft"; module: string; text: string }
  | { type: "apply"; module: string; text: string }
  /** Puts a module back as it was shipped; without a name, all of them. */
  | { type: "restore"; module: string | null }
  /** Code that came from outside: kept as text, until the visitor applies it. */
  | { type: "receive-code"; texts: Record<string, string> }
  | { type: "console"; text: string }
  /** A choice of one's own: what it looks like, or what is wrong with it. */
  | { type: "own"; wish: OwnWish; reply: (answer: OwnAnswer | null, problem: string) => void }
  /** The same put among the engine's others, and to use. */
  | { type: "own-use"; wish: OwnWish; reply: (answer: OwnAnswer | null, problem: string) => void }
  /** Taken back, and out of the engine. */
  | { type: "own-leave"; wish: OwnWish; reply: (problem: string) => void }
  /** What the beginning of a name may become. */
  | { type: "complete"; text: string; reply: (options: string[]) => void }
  /** The lines of all modules that hold a text. */
  | { type: "search"; text: string; reply: (found: Found[]) => void }
  | { type: "clear-console" };

export type { Check, EditAnswer, Example, Module, PythonError, Source, Walk };
