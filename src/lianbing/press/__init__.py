"""Executes, builds and packs what :mod:`lianbing.book` has written."""
