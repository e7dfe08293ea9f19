// CodeMirror 6, set up for the engine's modules: Python's colours, line numbers, search, and lines that can be marked.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.self, tags.bool, tags.null], color: "var(--class-1)" },
  { tag: [tags.comment, tags.string, tags.docString], color: "var(--soft)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.definition(tags.variableName), tags.definition(tags.className)], fontWeight: "700" },
  { tag: tags.function(tags.definition(tags.variableName)), fontWeight: "700" },
  { tag: tags.meta, color: "var(--class-3)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sunk)", fontSize: "0.8125rem" },
  ".cm-scroller": { fontFamily: "var(--code)", lineHeight: "20px", overflow: "auto" },
  "&.cm-focused": { outline: "2px solid var(--ink)", outlineOffset: "1px" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--picked)",
  },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--faint)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active)" },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-line": { padding: "0 12px 0 4px" },
  ".cm-bad": { backgroundColor: "var(--bad)", boxShadow: "inset 3px 0 0 var(--alarm)" },
  ".cm-marked": { backgroundColor: "var(--lit)", boxShadow: "inset 3px 0 0 var(--ink)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-panel.cm-search": { font: "400 0.8125rem var(--prose)", padding: "4px 8px" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "4px" },
  ".cm-searchMatch": { backgroundColor: "var(--lit)" },
  ".cm-matchingBracket": { backgroundColor: "var(--picked)" },
});

/** @type {import("@codemirror/state").StateEffectType<{ line: number, kind: "bad" | "marked" } | null>} */
const setMark = StateEffect.define();

const mark = StateField.define({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const at = effect.value;
      next =
        at && at.line <= transaction.state.doc.lines
          ? Decoration.set([
              Decoration.line({ class: `cm-${at.kind}` }).range(transaction.state.doc.line(at.line).from),
            ])
          : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @typedef {object} Document
 * @property {string} name
 * @property {string} text
 * @property {boolean} editable
 */

export class Editor {
  /**
   * @param {HTMLElement} parent
   * @param {{ onChange: (text: string) => void, onApply: () => void, onMove: (line: number, column: number) => void }} events
   */
  constructor(parent, events) {
    this.events = events;
    this.view = new EditorView({ parent, root: /** @type {ShadowRoot} */ (parent.getRootNode()) });
  }

  /** Shows another text, with a history of its own. @param {Document} document */
  show({ name, text, editable }) {
    const apply = {
      key: "Mod-Enter",
      run: () => {
        this.events.onApply();
        return true;
      },
    };
    this.view.setState(
      EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of("    "),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          python(),
          syntaxHighlighting(colours),
          theme,
          mark,
          // Tab is left alone, so that the keyboard gets out again.
          keymap.of([apply, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap]),
          EditorState.readOnly.of(!editable),
          EditorView.contentAttributes.of({ tabindex: "0" }),
          EditorView.contentAttributes.of({ "aria-label": `${name}.py`, "data-module": name }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) this.events.onChange(update.state.doc.toString());
            if (update.docChanged || update.selectionSet) this.events.onMove(this.line, this.column);
          }),
        ],
      }),
    );
  }

  /** The line of the cursor, from 1. */
  get line() {
    const { doc, selection } = this.view.state;
    return doc.lineAt(selection.main.head).number;
  }

  /** How many characters stand before the cursor in its line. */
  get column() {
    const { doc, selection } = this.view.state;
    return selection.main.head - doc.lineAt(selection.main.head).from;
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** Marks a line and brings it into sight; null: none. @param {number | null} line @param {"bad" | "marked"} kind */
  mark(line, kind = "bad") {
    if (line === null || line > this.view.state.doc.lines)
      return this.view.dispatch({ effects: setMark.of(null) });
    const { from } = this.view.state.doc.line(line);
    this.view.dispatch({
      effects: [setMark.of({ line, kind }), EditorView.scrollIntoView(from, { y: "center" })],
      selection: { anchor: from },
    });
  }

  destroy() {
    this.view.destroy();
  }
}
