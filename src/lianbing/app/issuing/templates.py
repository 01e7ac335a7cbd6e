"""drill roster-template: writes an empty roster to fill in."""

from __future__ import annotations

from pathlib import Path

from lianbing.drills.roster_template import roster_template
from lianbing.errors import WrongUsage
from lianbing.files import write_whole


def write_roster_template(path: Path) -> None:
    """Writes the template; raises WrongUsage rather than write over a file, which may be filled in by now."""
    if path.suffix.lower() != ".xlsx":
        raise WrongUsage(f"名单模板是 .xlsx 文件：把 {path.name} 的结尾改成 .xlsx")
    if path.exists():
        raise WrongUsage(f"已经有 {path}，没有改它：换一个文件名，或先把它移开")
    write_whole(path, roster_template())
