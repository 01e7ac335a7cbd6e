"""The commands of ``lianbing appeal``."""
