// Working on the sketchpad with the keyboard alone: a cursor that goes where the arrow keys send it, and the tool in
// hand, which Enter or Space puts down there and lifts again.

import { nearest } from "../plane/geometry.js";
import { KeyboardCursor } from "../plane/keyboard-cursor.js";
import { chooseClass, chooseValue, countSelected } from "../plane/labelling.js";
import { plain } from "../ui/format.js";
import { HELP_KEY, showKeys, toolOfKey } from "./tool-list.js";
import { valueRange } from "./value-range.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */
/** @typedef {import("./pen.js").StrokeName} StrokeName */

/** How near to the cursor a point must be to be meant, in units of the plane. */
const REACH = 1;
/** The eraser and the grip take the very point that was meant. */
const EXACT = 1e-6;

/** Said when a stroke ends that lasts from one press of Enter to the next. @type {Partial<Record<StrokeName | "idle", string>>} */
const ENDED = { line: "The line is drawn.", move: "Let go." };

export class Keyboard {
  /** @param {import("./sketchpad.js").Sketchpad} pad */
  constructor(pad) {
    this.pad = pad;
    this.cursor = new KeyboardCursor();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the sketchpad */
  press(event) {
    const { pad } = this;
    if (event.ctrlKey || event.metaKey) return this.command(event);
    if (event.altKey) return false;
    if (this.cursor.go(event, pad.bounds)) return this.moved();
    const { key } = event;
    if (key === "Enter" || key === " ") return this.use(event);
    if (key === "Delete" || key === "Backspace") return this.remove();
    if (key === "Escape") return this.escape();
    if (key === HELP_KEY) return showKeys(pad);
    const tool = toolOfKey(key);
    if (tool) return this.take(tool);
    if (pad.task === "classes" && /^[1-9]$/.test(key)) return this.label(Number(key) - 1);
    if (pad.task === "values" && /^[-+=−]$/.test(key)) return this.value(/[+=]/.test(key) ? 1 : -1);
    return false;
  }

  /** @param {KeyboardEvent} event */
  command(event) {
    const { strokeInput } = this.pad;
    if (strokeInput.busy && strokeInput.pointer === null) strokeInput.end();
    if (event.key.toLowerCase() !== "a" || event.shiftKey || event.altKey) return false;
    this.pad.chosen(Array.from(this.pad.data.labels, (_, place) => place));
    return true;
  }

  moved() {
    const { pad, cursor } = this;
    pad.strokeInput.moveTo(cursor.at);
    const { pen } = pad.strokeInput;
    pad.told = pen.trail.length > 0 ? countSelected(pen.drawing.selected.length) : this.where();
    return true;
  }

  /** Where the cursor is, in words. */
  where() {
    const { pad, cursor } = this;
    const close = nearest(pad.drawing().points, cursor.at, 0.2);
    const [x1, x2] = cursor.at;
    const place = pad.plotScale.graph
      ? `x ${plain(x1)}, value ${plain(pad.plotScale.toValue(x2))}`
      : `x₁ ${plain(x1)}, x₂ ${plain(x2)}`;
    if (close < 0 || pad.strokeInput.busy) return place;
    const what = pad.plotScale.graph
      ? "a point"
      : `a point of ${pad.task === "values" ? "value" : "class"} ${plain(pad.data.labels[close])}`;
    return `${place}, on ${what}${pad.selected.includes(close) ? ", selected" : ""}`;
  }

  /** @param {KeyboardEvent} event */
  use(event) {
    const { pad, cursor } = this;
    const { strokeInput } = pad;
    if (strokeInput.busy) {
      const said = ENDED[strokeInput.pen.name] ?? countSelected(strokeInput.pen.drawing.selected.length);
      strokeInput.end();
      pad.told = said;
      return true;
    }
    if (pad.tool === "move") return this.grab();
    if (pad.tool === "select") return event.key === " " ? this.toggle() : this.frame(event.shiftKey);
    if (pad.tool === "eraser") return this.erase();
    if (pad.tool === "line") {
      strokeInput.begin(pad.brushFor("line", null), cursor.at);
      pad.told ||= "A line begins here. Move the cursor, then press Enter; Escape gives it up.";
      return true;
    }
    strokeInput.once(pad.brushFor("point", null), cursor.at);
    pad.told ||= "Placed a point.";
    return true;
  }

  /** @param {import("../app/state-types").Tool} tool */
  take(tool) {
    if (this.pad.strokeInput.busy) this.pad.strokeInput.end();
    this.pad.send({ type: "sketchpad/set-tool", tool });
    return true;
  }

  /** @param {number} label */
  label(label) {
    if (label >= this.pad.classes) return false;
    chooseClass(this.pad, label);
    return true;
  }

  /** @param {1 | -1} direction */
  value(direction) {
    const { pad } = this;
    const { low, high, step } = valueRange(pad.data);
    const wanted = Math.min(high, Math.max(low, pad.brush.value + direction * step));
    const value = Number(wanted.toPrecision(6));
    chooseValue(pad, value);
    pad.told = `Value ${plain(value)}`;
    return true;
  }

  /** The point that is meant: the nearest to the cursor. */
  meant() {
    const { points } = this.pad.drawing();
    const found = nearest(points, this.cursor.at, REACH);
    if (found < 0) this.pad.told = "There is no point near the cursor.";
    return found;
  }

  /** Takes hold of the nearest point; of all that are selected, if it is one of them or none is near. */
  grab() {
    const { pad, cursor } = this;
    const { points } = pad.drawing();
    let found = nearest(points, cursor.at, REACH);
    if (found < 0 && pad.selected.length > 0) {
      const own = nearest(
        pad.selected.map((place) => points[place]),
        cursor.at,
        Number.POSITIVE_INFINITY,
      );
      found = pad.selected[own];
    }
    if (found < 0) {
      pad.told = "There is no point near the cursor.";
      return true;
    }
    cursor.at = [...points[found]];
    pad.strokeInput.begin({ ...pad.brushFor("move", null), reach: EXACT }, cursor.at);
    const { length } = pad.strokeInput.pen.held;
    const what = length === 1 ? "a point" : `${length} points`;
    pad.told = `Holding ${what}. Move with the arrow keys, let go with Enter; Escape puts back.`;
    return true;
  }

  toggle() {
    const { pad } = this;
    const found = this.meant();
    if (found < 0) return true;
    const { selected } = pad;
    const others = selected.filter((place) => place !== found);
    pad.chosen(others.length < selected.length ? others : [...selected, found]);
    return true;
  }

  /** @param {boolean} extend */
  frame(extend) {
    const { pad, cursor } = this;
    pad.strokeInput.begin({ ...pad.brushFor("select", null), tool: "frame", extend }, cursor.at);
    pad.told = "A frame begins here. Move the cursor to its other corner, then press Enter.";
    return true;
  }

  erase() {
    const { pad } = this;
    const found = this.meant();
    if (found < 0) return true;
    pad.strokeInput.once({ ...pad.brushFor("eraser", null), size: EXACT }, pad.drawing().points[found]);
    pad.told = "Removed a point.";
    return true;
  }

  remove() {
    const { pad } = this;
    if (pad.selected.length === 0) return this.erase();
    const { length } = pad.selected;
    pad.send({ type: "sketchpad/delete-selected" });
    pad.told = length === 1 ? "Deleted a point." : `Deleted ${length} points.`;
    return true;
  }

  escape() {
    const { pad } = this;
    const { pointer, pen } = pad.strokeInput;
    if (pad.strokeInput.giveUp()) {
      if (pointer === null) this.cursor.at = pen.from;
      pad.told = "Given up: all is as it was.";
      return true;
    }
    if (pad.selected.length === 0) return false;
    pad.chosen([]);
    pad.told = "Nothing is selected.";
    return true;
  }
}
