"""purge and export."""
