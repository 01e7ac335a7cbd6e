"""``papermill --engine lianbing``: a fresh process for every notebook, and statuses that tell the truth."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.exceptions import PapermillExecutionError
from papermill.log import logger

from lianbing.engine.forked import ForkedKernel
from lianbing.engine.portable import QuickKernel, next_kernel
from lianbing.engine.warm import fork_available

FORCED = "LIANBING_ENGINE"
"""The environment variable that, set to ``portable``, has kernels started as processes everywhere."""

_PLAIN_ARGUMENTS = {"-m", "ipykernel_launcher", "-f", "{connection_file}", "-Xfrozen_modules=off"}

SKIPPED = "CellSkipped"
"""What stands for the exception's name where a cell was not run because of its tag."""


class LianbingEngine(Engine):  # type: ignore[misc]
    """Runs each notebook in a child of a warmed parent, or, without fork, in a kernel that was warmed ahead.

    Beyond papermill's own options it takes ``preload``: modules that the parent imports once for all notebooks.
    Unlike papermill it raises whenever a code cell did not run to its end: also for ``sys.exit`` and for a cell that is
    tagged to be skipped.
    """

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        **kwargs: Any,
    ) -> NotebookNode:
        """Executes ``nb`` in place; the signature is papermill's."""
        manager = TruthfulManager(nb, output_path, log_output, progress_bar, autosave_cell_every)
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(manager, kernel_name, log_output=log_output, **kwargs)
        except BaseException:
            # With saving after each cell switched off papermill would leave nothing to look at.
            manager.output_path = output_path or nb.metadata.papermill.get("output_path")
            raise
        finally:
            manager.notebook_complete()
        return nb

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        preload: Sequence[str] = (),
        execution_timeout: float | None = None,
        start_timeout: float = 60,
        **kwargs: Any,
    ) -> None:
        """Executes all cells."""
        kwargs.pop("input_path", None)
        timeout = execution_timeout or kwargs.pop("timeout", None)
        client = TruthfulClient(
            nb_man,
            km=kernel_for(kernel_name, tuple(preload), kwargs.get("extra_arguments", ())),
            **{
                **kwargs,
                "timeout": timeout,
                "startup_timeout": start_timeout,
                "kernel_name": kernel_name,
                "log": logger,
            },
        )
        client.owns_km = True  # nbclient then ends the kernel with the notebook
        client.execute()


def kernel_for(
    kernel_name: str, preload: tuple[str, ...] = (), arguments: Sequence[str] = ()
) -> ForkedKernel | QuickKernel:
    """The quickest kernel that does what the kernel of that name does; raises NoSuchKernel."""
    reason = "a forked kernel takes no extra_arguments" if arguments else why_not_forked(kernel_name)
    if not reason:
        return ForkedKernel(preload)
    _warn_once(f"engine lianbing: {reason}, so each notebook starts a kernel process, which takes longer")
    return next_kernel(kernel_name, preload, ahead=not arguments and _is_ipykernel(_spec(kernel_name)))


def why_not_forked(kernel_name: str) -> str:
    """Why that kernel can't be a child of a warmed parent; empty if it can. Raises NoSuchKernel."""
    spec = _spec(kernel_name)
    if os.environ.get(FORCED) == "portable":
        return f"{FORCED} is set to portable"
    if not fork_available():
        return "this platform can't fork a warmed process"
    if not _is_ipykernel(spec) or not _is_this_python(spec.argv[0]):
        return f"the kernel {kernel_name} is not the ipykernel of this Python"
    if set(spec.argv[1:]) - _PLAIN_ARGUMENTS or spec.env:
        return f"the kernel {kernel_name} is started with options of its own"
    return ""


@cache
def _spec(kernel_name: str) -> KernelSpec:
    return KernelSpecManager().get_kernel_spec(kernel_name)


def _is_ipykernel(spec: KernelSpec) -> bool:
    return "ipykernel_launcher" in spec.argv and "kernel_provisioner" not in spec.metadata


def _is_this_python(command: str) -> bool:
    # jupyter_client runs a bare name as the interpreter that it runs in. Links mustn't be followed: the interpreters of
    # two virtual environments are links to the same file.
    version = sys.version_info
    if command in {"python", f"python{version[0]}", f"python{version[0]}.{version[1]}"}:
        return True
    theirs, ours = Path(command), Path(sys.executable)
    return theirs.is_absolute() and theirs.exists() and theirs.parent.samefile(ours.parent) and theirs.samefile(ours)


@cache
def _warn_once(reason: str) -> None:
    logger.warning(reason)


class TruthfulManager(NotebookExecutionManager):  # type: ignore[misc]
    """Papermill's record of an execution. What did not run stays pending; papermill would call it completed."""

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **kwargs: Any) -> None:
        """Notes the end of a cell and saves; papermill parses the time of the start back with a general parser."""
        record, ended = cell.metadata.papermill, self.now()
        record["end_time"] = ended.isoformat()
        if record["start_time"]:
            record["duration"] = (ended - datetime.fromisoformat(record["start_time"])).total_seconds()
        if record["status"] != self.FAILED:
            record["status"] = self.COMPLETED
        if self.log_output and cell_index is not None:
            logger.info(f"Ending Cell {cell_index + 1:-<43}")
        self.save(**kwargs)
        if self.pbar:
            self.pbar.update(1)

    def notebook_complete(self, **kwargs: Any) -> None:
        """Notes the end of the notebook."""
        self.end_time = self.now()
        record = self.nb.metadata.papermill
        record["end_time"] = self.end_time.isoformat()
        record["duration"] = (self.end_time - self.start_time).total_seconds()
        if not record["exception"]:
            self.complete_pbar()
        self.cleanup_pbar()
        self.save(**kwargs)


class TruthfulClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client; a cell is completed only when its last line was reached."""

    def papermill_execute_cells(self) -> None:
        """Executes the cells one after the other, up to the first that fails."""
        for index, cell in enumerate(self.nb.cells):
            self.nb_man.cell_start(cell, index)
            try:
                self._refuse_skipped(cell, index)
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                if error.ename == "SystemExit":  # papermill returns normally for sys.exit() and sys.exit(0)
                    raise _failure(cell, index, error.ename, error.evalue, error.traceback) from error
                break
            except BaseException as error:
                self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                raise
            finally:
                self.nb_man.cell_complete(cell, cell_index=index)

    def _refuse_skipped(self, cell: NotebookNode, index: int) -> None:
        tagged = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if tagged and cell.cell_type == "code" and cell.source.strip():
            raise _failure(cell, index, SKIPPED, f"the cell is tagged {self.skip_cells_with_tag}", "")

    async def _async_poll_kernel_alive(self) -> None:
        # nbclient asks once a second, and its question outlives the notebook if a cell fails.
        await self.kc.died()
        self.task_poll_for_reply.cancel()


def _failure(cell: NotebookNode, index: int, name: str, value: str, traceback: str) -> PapermillExecutionError:
    return PapermillExecutionError(
        cell_index=index,
        exec_count=cell.execution_count,
        source=cell.source,
        ename=name,
        evalue=value,
        traceback=[traceback],
    )
