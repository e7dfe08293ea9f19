"""From a graph to loops over memory: nothing is written yet, but everything is decided.

Read in this order:

1. plan, index             which operations share a loop, and in which order loops run
2. storage, lanes          where each array lies, and along which axis the vector lanes go
3. tape, tiling            one loop nest: what it computes, and how it is cut
4. rowwise                 whether the rows of a batch may go block by block
"""
