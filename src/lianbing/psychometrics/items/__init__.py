"""Statistics of items: how easy, how well they set people apart, which options are chosen, and what changed.

``responses`` is what is given, ``figures`` what comes out, ``analysing`` the way between them; ``drifting`` compares
two periods, ``looking`` names the items that somebody should look at. Documented for trainers in
``docs/item-analysis.md``.
"""
