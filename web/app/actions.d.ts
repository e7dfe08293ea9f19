// Everything that a view may wish for. A view sends an action as
// `new CustomEvent("gp-action", { detail, bubbles: true, composed: true })`; what stands before the slash says who
// answers: in `figure-controller.js`, the reducer and the controller of that name.

import type { KeptRun } from "../drawer/compare/runs-types";
import type { Tab } from "../drawer/drawer-types";
import type { Parameter } from "../engine/network-types";
import type { Config, ExportFormat, Prediction } from "../engine/types";
import type { Example, Found, OwnAnswer, OwnKind, OwnWish } from "../engine/workshop-types";
import type { Still, Task, Tool } from "./state-types";

export type SketchpadAction =
  /**
   * A finished or running stroke: the whole drawing as it now is. `stroke` groups edits into one undo step.
   * `selected`: the indices in the new drawing; without it they stay as they are.
   */
  | {
      type: "sketchpad/draw";
      points: [number, number][];
      labels: number[];
      stroke: number;
      selected?: readonly number[];
    }
  /** The running stroke was none: everything is as it was before it. */
  | { type: "sketchpad/give-up"; stroke: number; selected: readonly number[] }
  | { type: "sketchpad/clear" }
  | { type: "sketchpad/select"; indices: readonly number[] }
  | { type: "sketchpad/delete-selected" }
  /** Another class or value for all selected points. */
  | { type: "sketchpad/relabel"; label: number; stroke: number }
  | { type: "sketchpad/set-task"; task: Task }
  | { type: "sketchpad/set-tool"; tool: Tool }
  /** One that is not there yet is added. */
  | { type: "sketchpad/set-class"; active_class: number }
  /** The last class goes, with its points. */
  | { type: "sketchpad/remove-class" }
  | { type: "sketchpad/set-brush"; size?: number; density?: number; value?: number };

export type ConfigAction =
  /** Sets one field of the configuration by its dotted path, "network.layers.0.units". */
  | {
      type: "config/set";
      path: string;
      value: unknown;
      /** Changes of one path with the same number (one pull at a slider) are undone together. */
      group?: number;
    }
  | { type: "config/replace"; config: Config }
  | { type: "config/new-seed" };

export type HistoryAction = { type: "history/undo" } | { type: "history/redo" };

export type TrainingAction =
  | { type: "training/play" }
  | { type: "training/pause" }
  /** So many updates. */
  | { type: "training/step"; count: number }
  /** Trains on by so many epochs. */
  | { type: "training/train-epochs"; epochs: number }
  | { type: "training/reset" }
  /** Sets one field, goes back to the start and trains: the way out of a run that has failed. */
  | { type: "training/retry"; path: string; value: unknown };

export type TimelineAction =
  /** Shows the network as it was after so many epochs; null: as it is. */
  | { type: "timeline/seek"; epoch: number | null }
  /** So many moments on, or back. */
  | { type: "timeline/step"; by: number }
  /** Makes the moment that is shown the present one. */
  | { type: "timeline/branch" }
  /** Plays the run again, or ends that. */
  | { type: "timeline/replay" }
  /** So many moments from the start until now, in equal steps of what was seen to change, to be drawn. */
  | { type: "timeline/stills"; count: number; reply: (stills: Still[]) => void };

export type NetworkAction =
  /** Changes with the same number (one pull) are undone together. */
  | (Parameter & { type: "network/set-weight"; value: number; group?: number })
  | (Parameter & { type: "network/freeze"; hold: boolean });

export type NoticeAction = { type: "notice/dismiss" };

export type OtherAction =
  /** The other figure takes the place of the one that is shown, which can be gone back to then. */
  | { type: "other/show" }
  /** What came with a link is to be the visitor's own. */
  | { type: "other/keep" }
  | { type: "other/dismiss" };

export type ShareAction =
  /** A file, a pasted text or a link: it is recognised by what stands in it. */
  | { type: "share/open"; content: string | Uint8Array }
  /** A file to take along; `reply` is given it once the engine has written it. */
  | { type: "share/export"; format: ExportFormat; reply: (content: string | Uint8Array) => void };

export type EngineAction =
  /** Wakes Python that was put to sleep; any other action does so as well. */
  | { type: "engine/wake" }
  /** Starts Python again after it could not be started. */
  | { type: "engine/restart" }
  /** Ends what Python is doing, by a new Python. */
  | { type: "engine/stop" };

export type DrawerAction = { type: "drawer/open"; tab: Tab | null };

export type WalkAction =
  | { type: "walk/show"; example: Example }
  /** The same with the present weights; the step that is looked at stays. */
  | { type: "walk/renew" }
  | { type: "walk/go-to"; index: number }
  /** So many steps on, or back. */
  | { type: "walk/go-by"; count: number };

export type CodeAction =
  | { type: "code/show"; module: string; line: number | null }
  /** A module is wanted, to be shown beside a step. */
  | { type: "code/fetch"; module: string }
  | { type: "code/draft"; module: string; text: string }
  | { type: "code/apply"; module: string; text: string }
  /** The visitor's own text of a module in place of the one that came from outside, or the other way round. */
  | { type: "code/exchange"; module: string }
  /** Puts a module back as it was shipped; without a name, all of them. */
  | { type: "code/restore"; module: string | null }
  /** The lines of all modules that hold a text. */
  | { type: "code/search"; text: string; reply: (found: Found[]) => void };

export type ConsoleAction =
  | { type: "console/run"; text: string }
  | { type: "console/clear" }
  /** What stands at the prompt now. */
  | { type: "console/type"; text: string }
  /** What the beginning of a name may become. */
  | { type: "console/complete"; text: string; reply: (options: string[]) => void };

export type CustomAction =
  /** What is being typed, or another kind of it. */
  | { type: "custom/type"; kind: OwnKind; wish: OwnWish | null }
  /** A choice of one's own: what it looks like, or what is wrong with it. */
  | { type: "custom/preview"; wish: OwnWish; reply: (answer: OwnAnswer | null, problem: string) => void }
  /** The same put among the engine's others, and to use. */
  | { type: "custom/use"; wish: OwnWish; reply: (answer: OwnAnswer | null, problem: string) => void }
  /** Taken back, and out of the engine. */
  | { type: "custom/remove"; wish: OwnWish; reply: (problem: string) => void }
  /** What a formula would be as an input; `reply` is given its map, or what is wrong with it. */
  | { type: "custom/try-formula"; formula: string; reply: (map: Prediction | null, problem: string) => void };

export type RunsAction =
  | { type: "runs/keep" }
  | { type: "runs/rename"; id: number; name: string }
  | { type: "runs/show"; id: number; shown: boolean }
  /** Goes back to it: configuration, drawing, weights and curve. */
  | { type: "runs/open"; id: number }
  | { type: "runs/drop"; id: number }
  /** Takes back a drop. */
  | { type: "runs/put-back"; run: KeptRun };

export type SweepAction =
  | { type: "sweep/start"; path: string; values: unknown[]; epochs: number }
  | { type: "sweep/pause" }
  | { type: "sweep/resume" }
  | { type: "sweep/end" }
  /** Makes one of them the figure on the page. */
  | { type: "sweep/open"; index: number };

export type Action =
  | SketchpadAction
  | ConfigAction
  | HistoryAction
  | TrainingAction
  | TimelineAction
  | NetworkAction
  | NoticeAction
  | OtherAction
  | ShareAction
  | EngineAction
  | DrawerAction
  | WalkAction
  | CodeAction
  | ConsoleAction
  | CustomAction
  | RunsAction
  | SweepAction;

/** What stands before the slash. */
export type Slice = Action["type"] extends infer T ? (T extends `${infer S}/${string}` ? S : never) : never;
