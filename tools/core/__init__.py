"""Taking Pyodide's core apart: what a first session runs is downloaded first, the rest afterwards."""
