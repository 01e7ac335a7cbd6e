"""From what Jupyter Book renders to what is published: few small files, and an app that goes on without a network."""
