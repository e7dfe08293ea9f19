"""What authors use who put figures into their pages: the tag, checked; the site's own files; a picture for paper.

None of it is loaded in a browser's tab, and no file of the engine knows it. `gradpad.sphinx` and `gradpad.markdown`
are what the makers of documentation load.
"""
