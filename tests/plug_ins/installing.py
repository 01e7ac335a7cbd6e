"""Installing a module of this folder as any distribution is: with an entry point of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent


def install(folder: Path, group: str, entry: str) -> None:
    """Puts the module of ``entry`` (``module:name``) into ``folder``, to be found once that is on the path."""
    module = entry.partition(":")[0]
    for source in HERE.glob(f"{module}.*"):
        folder.mkdir(exist_ok=True)
        shutil.copy(source, folder)
    about = folder / f"{module}-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{group}]\n{module} = {entry}\n", encoding="utf-8")
