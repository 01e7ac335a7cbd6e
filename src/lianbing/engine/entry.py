"""What papermill finds by the name ``lianbing``. It imports every engine that is installed; this one costs nothing."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode


class LianbingEngine:
    """Stands for :class:`lianbing.engine.papermill_engine.LianbingEngine` until a notebook is to be run.

    That module imports papermill, so papermill can't import it while it is being imported itself.
    """

    @staticmethod
    def execute_notebook(nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
        """Executes ``nb`` in place."""
        from lianbing.engine.papermill_engine import LianbingEngine as Engine  # noqa: PLC0415

        return Engine.execute_notebook(nb, kernel_name, **options)

    @staticmethod
    def nb_kernel_name(nb: NotebookNode, name: str | None = None) -> str:
        """The name of the notebook's kernel; raises ValueError if it has none."""
        from papermill.utils import nb_kernel_name  # noqa: PLC0415

        return str(nb_kernel_name(nb, name))

    @staticmethod
    def nb_language(nb: NotebookNode, language: str | None = None) -> str:
        """The notebook's language; raises ValueError if it has none."""
        from papermill.utils import nb_language  # noqa: PLC0415

        return str(nb_language(nb, language))
