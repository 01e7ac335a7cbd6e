"""Turns YAML and Markdown into domain objects. All faults of all files are collected before anything is raised."""
