"""Which workbook and which data a notebook works with."""

from __future__ import annotations

import os
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.content.roots import root_above
from lianbing.errors import WrongUsage


def workspace_here(data: str) -> Workspace:
    """The workbook around the notebook with its data folder; raises WrongUsage.

    ``data`` is the data folder, by default as for the command line: ``LIANBING_DATA``, or ``var`` below the workbook.
    """
    root = root_above(Path.cwd())
    if root is None:
        raise WrongUsage("找不到工作簿：请在含有 standards/ 和 syllabus/ 的文件夹里打开笔记本")
    folder = Path(data or os.environ.get("LIANBING_DATA", "") or root / "var")
    if not folder.is_dir():
        raise WrongUsage(f"没有数据目录 {folder}：在第一格的 data 里写上它的路径")
    return Workspace(root=root, data=folder, database=os.environ.get("LIANBING_DATABASE", ""))
