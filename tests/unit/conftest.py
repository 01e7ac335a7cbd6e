"""Stands here so that the unit tests can import ``domain_objects``."""
