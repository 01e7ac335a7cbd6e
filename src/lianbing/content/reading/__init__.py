"""How files of content become plain data: texts, YAML with the line of each value, models."""
