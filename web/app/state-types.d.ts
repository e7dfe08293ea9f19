// The page's state and everything that may change it. Views are given a State and send Actions; they change nothing.

import type { KeptRun, RunsAction, Trials } from "../drawer/compare/runs-types";
import type { Desk, DeskAction } from "../drawer/drawer-types";
import type { Diagnosis, Metrics } from "../engine/metrics-types";
import type { Landscape, Place } from "../engine/network-types";
import type {
  Config,
  CurveRows,
  DataSet,
  Description,
  ExportFormat,
  Prediction,
  Progress,
  Snapshot,
  Versions,
} from "../engine/types";

export type { KeptRun };

/** What one draws with; where a function of x is drawn, "spray" is the pen that draws its curve. */
export type Tool = "spray" | "point" | "line" | "move" | "select" | "eraser";

/** What is to be learned. */
export type Task = "classes" | "values" | "function";

export interface Notice {
  kind: "error" | "warning" | "info";
  message: string;
  /** The field of the configuration it speaks of. */
  path: string | null;
  /** One way out, shown as a button. */
  remedy: { label: string; action: Action } | null;
}

/** Answers of the engine that are asked for only while they are looked at. */
export interface Probe {
  /** The points that it speaks of. */
  data: DataSet;
  /** At each point, one output after another. */
  outputs: Float32Array | null;
  metrics: Metrics | null;
  diagnosis: Diagnosis | null;
}

export interface State {
  config: Config;
  description: Description;
  /** The points as they are shown: from the drawing at once, from the engine for a generator. */
  data: DataSet;
  snapshot: Snapshot | null;
  /** Known once Python is there. */
  versions: Versions | null;
  curve: CurveRows;
  /** Maps of inputs, units and outputs; see Prediction. */
  maps: Prediction | null;
  /** What every unit says of each point of the data, in the data's order; asked for while the bent plane is looked at. */
  bent: Prediction | null;
  /** The loss around the weights; asked for while it is looked at. */
  bowl: Landscape | null;
  /** What was asked for now and then; null: nothing yet. */
  probe: Probe | null;
  phase: "booting" | "idle" | "training" | "failed";
  boot: Progress;
  notice: Notice | null;
  tool: Tool;
  /** The class that is drawn. */
  active_class: number;
  /** Radius in the plane's units; share of the full density; the value that is painted where values are learned. */
  brush: { size: number; density: number; value: number };
  /** Places of the selected points in the data, ascending. */
  selected: readonly number[];
  /** Index into the list of speeds in state/speeds.js; the last is "as fast as it goes". */
  speed: number;
  can_undo: boolean;
  can_redo: boolean;
  /** The drawer below the figures. */
  desk: Desk;
  /** Runs that are kept, the oldest first. */
  kept: KeptRun[];
  trials: Trials | null;
}

/** What is done to the points. */
export type EditAction =
  /**
   * A finished or running stroke: the whole drawing as it now is. `stroke` groups edits into one undo step.
   * `selected`: the places in the new drawing; without it they stay as they are.
   */
  | {
      type: "draw";
      points: [number, number][];
      labels: number[];
      stroke: number;
      selected?: readonly number[];
    }
  /** The running stroke was none: everything is as it was before it. */
  | { type: "give-up"; stroke: number; selected: readonly number[] }
  | { type: "clear" }
  | { type: "select"; places: readonly number[] }
  | { type: "delete-selected" }
  /** Another class or value for all selected points. */
  | { type: "relabel"; label: number; stroke: number }
  | { type: "set-task"; task: Task };

/** Sent by views as `new CustomEvent("gp-action", { detail, bubbles: true, composed: true })`. */
export type Action =
  | DeskAction
  | EditAction
  | RunsAction
  | { type: "train" }
  | { type: "pause" }
  | { type: "step"; count: number }
  /** Trains on by so many epochs. */
  | { type: "train-on"; epochs: number }
  | { type: "reset" }
  | { type: "new-seed" }
  | { type: "undo" }
  | { type: "redo" }
  /** Sets one field of the configuration by its dotted path, "network.layers.0.units". */
  | {
      type: "set";
      path: string;
      value: unknown;
      /** Changes of one path with the same number (one pull at a slider) are undone together. */
      group?: number;
    }
  | { type: "set-config"; config: Config }
  | { type: "set-tool"; tool: Tool }
  | { type: "set-class"; active_class: number }
  | { type: "set-brush"; size?: number; density?: number; value?: number }
  | { type: "set-speed"; speed: number }
  /** Changes with the same number (one pull) are undone together. */
  | (Place & { type: "set-weight"; value: number; group?: number })
  | (Place & { type: "freeze"; hold: boolean })
  /** What a formula would be as an input; `reply` is given its map, or what is wrong with it. */
  | { type: "try-formula"; formula: string; reply: (map: Prediction | null, problem: string) => void }
  | { type: "dismiss" }
  /** A file, a pasted text or a link: it is recognised by what stands in it. */
  | { type: "open"; content: string | Uint8Array }
  /** A file to take along; `reply` is given it once the engine has written it. */
  | { type: "export"; format: ExportFormat; reply: (content: string | Uint8Array) => void }
  /** Wakes Python that was put to sleep; any other action does so as well. */
  | { type: "wake" }
  /** Starts Python again after it could not be started. */
  | { type: "restart" }
  /** Sets one field, goes back to the start and trains: the way out of a run that has failed. */
  | { type: "retry"; path: string; value: unknown };
