"""The types of question, one module each: how questions of a type are written, checked, judged and shown.

:mod:`lianbing.domain.items.registry` looks them up by name.
"""
