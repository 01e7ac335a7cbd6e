"""Files that look like content and that nothing reads: a wrong ending, or a folder too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lianbing.errors import ContentFaults, Fault

READ: Mapping[str, tuple[str, ...]] = {
    "standards": ("*.yml",),
    "syllabus": ("syllabus.yml", "formulas.yml", "glossary.yml", "chapters/*.md", "figures/*.yml"),
    "quizzes": ("*.yml",),
    "exercises": ("forms/*.yml", "scenarios/*.yml", "tasks/*.yml"),
    "grading": (
        *(f"{name}.yml" for name in ("analysis", "appeals", "coaching", "retention", "sessions", "training-record")),
        *(f"{name}/*.yml" for name in ("blueprints", "drills", "holidays", "reviewing", "rubrics", "schemes")),
        "rubrics/practical/*.yml",
        "samples/**/*",
    ),
}
"""What is read, by folder."""

_RECORDS = ("standards/editions/accepted.yml", "standards/editions/history.yml")
"""What the program writes beside content, and reads, if it is there."""

_CONTENT_NAME = re.compile(
    r".*\.(?P<ending>ya?ml|ymal|yam|ym|md|markdown)(?P<more>\.(?:txt|text|docx?))?", re.IGNORECASE
)


def refuse_stray_files(root: Path) -> None:
    """Raises ContentFaults that names every file of content which would be passed over."""
    faults = [Fault(path.as_posix(), 0, message) for path, message in _strays(root)]
    if faults:
        raise ContentFaults(faults)


def _strays(root: Path) -> Iterator[tuple[PurePosixPath, str]]:
    for folder, patterns in READ.items():
        read = {path for pattern in patterns for path in (root / folder).glob(pattern)}
        read.update(root / record for record in _RECORDS)
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
            match = _CONTENT_NAME.fullmatch(path.name)
            if match and path not in read and path.name != "README.md" and not hidden and path.is_file():
                yield PurePosixPath(path.relative_to(root).as_posix()), _message(match, folder, patterns)


def _message(name: re.Match[str], folder: str, patterns: tuple[str, ...]) -> str:
    wanted = "md" if name["ending"].lower() in ("md", "markdown") else "yml"
    if name["more"] or name["ending"] != wanted:
        right = re.sub(r"\.[^.]*$", "", name[0].removesuffix(name["more"] or "")) + f".{wanted}"
        return f"这个文件没有读，里面的内容不算：文件名改成 {right}；不要了就删掉"
    places = "、".join(f"{folder}/{pattern}" for pattern in patterns if pattern.endswith(f".{wanted}"))
    return f"这个文件没有读，里面的内容不算：{folder}/ 里只读 {places}，挪过去；不要了就删掉"
