"""A small Sphinx site with two figures: one in MyST, one in reStructuredText."""

project = "A course with figures"
extensions = ["myst_parser"]
html_theme = "alabaster"
html_js_files = [("https://example.org/gradpad/embed.js", {"type": "module"})]
