// The page's colours, sizes and typefaces, each named once. Light and dark follow `color-scheme`.
// Classes wear colours of Okabe and Ito: the dark ones on light paper, the bright ones on dark.

import { css } from "lit";

export const tokens = css`
  :host {
    color-scheme: light dark;

    --paper: light-dark(#fdfcf9, #17181b);
    --raised: light-dark(#ffffff, #1f2125);
    --sunk: light-dark(#f3f1eb, #202226);
    --ink: light-dark(#1d1c1a, #eeece7);
    --soft: light-dark(#55524b, #b7b4ac);
    --faint: light-dark(#6f6b62, #98958d);
    --rule: light-dark(#e0dcd2, #34363b);
    --edge: light-dark(#8c877c, #74767c);
    --grid: light-dark(#cfcabf, #41444a);
    --alarm: light-dark(#a3240f, #ff9d8a);

    /* Signs, of weights and of what hidden units say: colours of their own, never a class's. For links, and pale for maps. */
    --minus: light-dark(#8246af, #c49bea);
    --plus: light-dark(#647a00, #b3c656);
    --minus-pale: light-dark(#c3a3dd, #76529a);
    --plus-pale: light-dark(#bccb73, #6c7a26);

    /* The scale of the output between two classes or values, and the classes at full strength. */
    --negative: light-dark(#f3ae74, #a9701c);
    --middle: light-dark(#f6f4ee, #24262a);
    --positive: light-dark(#7fb9e0, #3a7ea6);
    --class-0: light-dark(#d55e00, #e69f00);
    --class-1: light-dark(#0072b2, #56b4e9);
    --class-2: light-dark(#008f68, #1fb98c);
    --class-3: light-dark(#b8629a, #dd95bd);
    --class-4: light-dark(#1d1c1a, #f5f3ee);
    --class-5: light-dark(#b38600, #f0e442);

    --prose: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Source Serif 4", "Noto Serif", "Liberation Serif",
      serif;
    --code: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --small: 0.875rem;
    --tiny: 0.8125rem;

    --radius: 4px;
    --tap: 32px;
  }

  @media (pointer: coarse) {
    :host {
      --tap: 44px;
    }
  }
`;
