"""The commands of ``lianbing proposal``."""
