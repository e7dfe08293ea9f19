"""Changing Pyodide's core, a WebAssembly module, so that browsers start it sooner."""
