// The page's state. Views are given a State and send Actions; they change nothing.

import type { KeptRun, Sweep } from "../drawer/compare/runs-types";
import type { Drawer } from "../drawer/drawer-types";
import type { Diagnosis, Metrics } from "../engine/metrics-types";
import type { Landscape, PointAnswer } from "../engine/network-types";
import type { Session } from "../engine/session";
import type {
  Config,
  CurveRows,
  DataSet,
  Description,
  Prediction,
  Progress,
  Snapshot,
  Versions,
} from "../engine/types";
import type { Maps } from "../plane/maps";
import type { Kept, Timeline } from "../training/timeline";
import type { Action } from "./actions";
import type { JobQueue } from "./job-queue";
import type { Store } from "./store";

export type { Action, KeptRun };

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
  /** It stays until it is closed, whatever is changed meanwhile. */
  lasting?: boolean;
}

/**
 * A figure that is not shown, and can be gone back to. `why`: what is shown came with a link; it was left for what is
 * shown; another tab has kept it; it kept the page from answering.
 */
export type OtherFigure = { why: "link" | "left" | "tab" | "froze" } & (
  | { config: Config }
  | { link: string }
);

/** Answers of the engine that are asked for only while they are looked at. */
export interface Polled {
  /** The points that it speaks of. */
  data: DataSet;
  /** At each point, one output after another. */
  outputs: Float32Array | null;
  metrics: Metrics | null;
  diagnosis: Diagnosis | null;
}

/** What was asked of the network at one point, and what it said. */
export interface Answer extends PointAnswer {
  /** The point, x1 and x2. */
  at: [number, number];
  /** Whether test points counted as examples, and the data that the nearest one is of. */
  tests: boolean;
  data: DataSet;
}

/** A moment of the run that is shown in place of the present. */
export interface Past {
  moment: Kept;
  /** As it was then; what there is only one of (the data, what is held fixed) is the present's. */
  snapshot: Snapshot;
  /** What was shown of the present. */
  before: Pick<State, "maps" | "bent" | "bowl" | "polled">;
}

/** What is shown before anything has been done: another network like this one, that begins to learn. */
export type Preview = Pick<State, "curve"> & { snapshot: Snapshot; maps: Maps };

/** A moment of the run, to be drawn: what the network said then, and the maps of its outputs. */
export interface Still {
  snapshot: Snapshot;
  maps: Maps;
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
  timeline: Timeline;
  /** Null: the present is shown. `maps`, `bent`, `bowl` and `polled` are of the moment that is shown. */
  past: Past | null;
  preview: Preview | null;
  /** Whether the run is being played again. */
  replaying: boolean;
  /** What is known of the plane: maps of the outputs, and of the units that are looked at. */
  maps: Maps | null;
  /** What every unit says of each point of the data, in the data's order; asked for while the bent plane is looked at. */
  bent: Prediction | null;
  /** The loss around the weights; asked for while it is looked at. */
  bowl: Landscape | null;
  /** What was asked for now and then; null: nothing yet. */
  polled: Polled | null;
  /** What the network says where somebody points, and the snapshot that this is of; see `answerShown`. */
  answer: (Answer & { about: Snapshot }) | null;
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
  /** The network before and after the last step by hand: as long as `after` is what is shown, its changes are told. */
  by_hand: { before: Snapshot; after: Snapshot } | null;
  /** Updates in a sixtieth of a second at the pace "watch": how fast time runs. */
  steps_a_frame: number;
  can_undo: boolean;
  can_redo: boolean;
  /** The drawer below the figures. */
  drawer: Drawer;
  /** What a link has opened. As long as it is shown as it came, it is not kept; see state/other-figure.js. */
  guest: { config: Config; link: string } | null;
  other: OtherFigure | null;
  /** Runs that are kept, the oldest first. */
  kept: KeptRun[];
  sweep: Sweep | null;
}

/** What all parts of a figure have in common; each is given it once. */
export interface Context {
  store: Store;
  session: Session;
  jobs: JobQueue;
  /** Time as the page has it: resolves with the next frame; whether nobody can see the page. */
  clock: { frame: () => Promise<void>; hidden: () => boolean };
}
