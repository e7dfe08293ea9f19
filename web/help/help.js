// One sentence of help for whatever carries `data-help`: on hover, on focus, or on a tap. Where the element has a
// `choice` of the engine's description, its formula and its curve are shown as well.

import { render } from "lit";
import { choiceHelp } from "./choice-help.js";

/** @typedef {import("../engine/types").Choice} Choice */

const DELAY = 450;
const GAP = 8;

/** @param {PointerEvent} event */
const placeOf = ({ clientX, clientY }) => `${clientX} ${clientY}`;

export class Help {
  /** @param {HTMLElement} box  the tooltip, a popover @param {ShadowRoot | Document} root  what is watched */
  constructor(box, root) {
    this.box = box;
    /** @type {Element | null} */
    this.target = null;
    // What focus explains stays while the focus does (WCAG 1.4.13), even where the pointer rests on something else.
    this.byFocus = false;
    this.timer = 0;
    /** Where the pointer was last. */
    this.at = "";
    root.addEventListener("pointermove", (event) => {
      this.at = placeOf(/** @type {PointerEvent} */ (event));
    });
    root.addEventListener("pointerover", (event) => this.onOver(/** @type {PointerEvent} */ (event)));
    root.addEventListener("pointerout", (event) => this.onOut(/** @type {PointerEvent} */ (event), root));
    root.addEventListener("pointerdown", (event) => this.onDown(/** @type {PointerEvent} */ (event)));
    root.addEventListener("focusin", (event) => this.onFocus(/** @type {FocusEvent} */ (event)));
    root.addEventListener("focusout", () => this.hide());
    // Escape closes it wherever the focus is.
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this.hide();
    };
    document.addEventListener("keydown", this.onKey);
  }

  /** Leaves nothing behind. */
  close() {
    this.hide();
    document.removeEventListener("keydown", this.onKey);
  }

  /** @param {EventTarget | null} target */
  helped(target) {
    return target instanceof Element ? target.closest("[data-help]") : null;
  }

  /** @param {PointerEvent} event */
  onOver(event) {
    if (event.pointerType === "touch" || this.box.contains(/** @type {Node} */ (event.target))) return;
    if (placeOf(event) === this.at) return; // it rests: something has moved below it, and nobody asks what that is
    const target = this.helped(event.target);
    if (target === this.target || (!target && this.byFocus)) return;
    this.hide();
    this.target = target;
    if (target) this.timer = window.setTimeout(() => this.show(target), DELAY);
  }

  /** The pointer has left the figure. @param {PointerEvent} event @param {ShadowRoot | Document} root */
  onOut({ pointerType, relatedTarget }, root) {
    const inside = relatedTarget instanceof Node && root.contains(relatedTarget);
    if (!inside && !this.byFocus && pointerType !== "touch") this.hide();
  }

  /** A finger has no hover: a tap on a word that is no button explains it. @param {PointerEvent} event */
  onDown(event) {
    const target = this.helped(event.target);
    const shown = this.box.matches(":popover-open") && this.target === target;
    this.hide();
    if (
      event.pointerType !== "touch" ||
      !target ||
      shown ||
      target.closest("button, select") ||
      target.querySelector("input")
    )
      return;
    this.target = target;
    this.show(target);
  }

  /** @param {FocusEvent} event */
  onFocus(event) {
    const element = /** @type {Element} */ (event.target);
    if (!element.matches(":focus-visible")) return;
    const label = element.id
      ? /** @type {ParentNode} */ (element.getRootNode()).querySelector(`label[for="${element.id}"]`)
      : null;
    // A slider beside a number is explained by their common label.
    const beside = element.closest(".field")?.querySelector("[data-help]") ?? null;
    const target = this.helped(element) ?? this.helped(label) ?? beside;
    if (!target) return;
    this.hide();
    this.target = target;
    this.byFocus = true;
    this.timer = window.setTimeout(() => this.show(target), DELAY);
  }

  /** @param {Element} target */
  show(target) {
    const text = target.getAttribute("data-help");
    if (!text || !target.isConnected) return;
    render(choiceHelp(text, /** @type {{ choice?: Choice }} */ (target).choice), this.box);
    this.box.showPopover?.();
    const at = target.getBoundingClientRect();
    const own = this.box.getBoundingClientRect();
    const below = at.bottom + GAP + own.height < innerHeight;
    const left = Math.min(Math.max(GAP, at.left), innerWidth - own.width - GAP);
    this.box.style.left = `${left}px`;
    this.box.style.top = `${below ? at.bottom + GAP : at.top - own.height - GAP}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.target = null;
    this.byFocus = false;
    if (this.box.matches(":popover-open")) this.box.hidePopover();
  }
}
