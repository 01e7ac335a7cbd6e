"""A papermill engine that gives every notebook a process of its own in milliseconds instead of a second.

A parent process imports IPython and what the notebooks need once, and forks a child for each notebook. The child runs
ipykernel's own shell; its messages reach nbclient over a socket pair in place of ZeroMQ, so that outputs are made and
collected by the same code as with an ordinary kernel. Where fork is not to be had, see :mod:`lianbing.engine.portable`.

Nothing here knows of drills or chapters: ``papermill --engine lianbing in.ipynb out.ipynb`` runs anyone's notebook.
"""
