"""The build's steps. They run on the standard library alone; what they need beyond it, they start from `.venv`."""
