"""Reads the YAML and Markdown of a company's folder into objects of the domain."""
