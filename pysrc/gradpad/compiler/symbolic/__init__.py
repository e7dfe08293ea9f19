"""What else a recording is good for: its derivative, by the chain rule, and a formula or Python code to be read.

Read in this order:

1. derivative, evaluate           a rule for each operation; carrying a recording out with NumPy
2. writing, latex, numpy_text     writing it down
"""
