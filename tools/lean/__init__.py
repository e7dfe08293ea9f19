"""Making Python's parts lean: what the page promises is run inside Pyodide, and what that uses is kept, as bytecode."""
