"""Purging people by rule, and exports without names."""
