"""A walk follows one example through one training step, number by number, beside the lines that compute them.

Nothing is computed here a second time. A real training step is made on a copy of the network; every part of it that
matters is watched while it runs (watch, step_record), and what was seen is told step by step: in words, as a formula
with letters, as the same formula with numbers, and with the place in the source that did it (places).

 1. watch        the same object, but it notes what its methods return
 2. step_record  one training step, watched
 3. places       where in the source a step happens, found by the comments `#:` that the source carries
 4. typesetting  numbers, sums and matrices in LaTeX; put_in, equations: the formula of a choice with numbers in it
 5. kinds        the table of steps: what each is called, what is said of it, and which lines do it
 6. units        the steps of one example, unit by unit (one_weight has one weight of it); batch: those of a whole
                batch, layer by layer
"""

from gradpad.walk.walk import walk

__all__ = ["walk"]
