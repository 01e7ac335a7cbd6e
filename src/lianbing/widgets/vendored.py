"""Other people's scripts that npm puts beside ours: not in the repository, but in every wheel."""

from __future__ import annotations

from importlib.resources import files

from lianbing.errors import PackageMissing

REVEAL = ("reveal.js", "reveal.css", "LICENSE")
"""What slides need of reveal.js."""


def reveal_file(name: str) -> bytes:
    """A file of reveal.js; raises PackageMissing where npm has not put it there."""
    try:
        return (files("lianbing.widgets") / "vendor" / "reveal" / name).read_bytes()
    except FileNotFoundError as error:
        raise PackageMissing(
            "做幻灯片要用 reveal.js，这台电脑上没有：装好 Node 20 或更新的版本，在练兵的文件夹里运行 npm ci，再试一次"
        ) from error
