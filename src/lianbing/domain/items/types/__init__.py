"""The types of question, one module each: what is written, checked, asked, judged and shown of a question of that type.

:mod:`lianbing.domain.items.registry` holds them all; whoever needs one asks there.
"""
