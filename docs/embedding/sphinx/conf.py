"""A small Sphinx site with two figures: one in MyST, one in reStructuredText."""

project = "A course with figures"
extensions = ["myst_parser", "gradpad.sphinx"]
html_theme = "alabaster"
gradpad_site = "https://example.org/gradpad/"  # left out, the site's files are put beside the pages
