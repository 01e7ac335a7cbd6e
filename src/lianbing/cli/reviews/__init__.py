"""The commands of ``lianbing review``, a module for each."""
