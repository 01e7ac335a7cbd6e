"""The interactive elements: one JavaScript core, shown by the static page and by JupyterLab alike."""
