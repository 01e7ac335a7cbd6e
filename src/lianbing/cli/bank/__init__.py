"""The commands of ``lianbing bank``."""
