"""One declaration for each JSON shape: codec, JSON Schema, TypeScript and the tables of the documentation follow it."""
