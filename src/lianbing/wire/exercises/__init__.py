"""Exercises as JSON, as their elements show them."""
