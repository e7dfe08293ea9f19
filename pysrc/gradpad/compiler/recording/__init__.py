"""From NumPy to a graph: code is called once with arrays that remember what was done to them.

Read in this order:

1. graph, operations, simplify   what comes out: nodes with shapes, each operation once
2. record, stand_in, operators   the arrays that remember, and what a function did to them
3. numpy_types, numpy_ufuncs, numpy_functions, numpy_arrays, indexing   what NumPy gives for each of its calls
4. step, counters                a training step: its state, one batch, and numbers that are known at run time only
5. memory, contents              what code keeps outside of its arrays, which a recording could not
"""
