"""The commands of ``lianbing period``."""
