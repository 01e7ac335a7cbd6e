"""Writing the reports of an assessment: which files there are, their names, and how they come to the disk."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from lianbing.domain.assessment.assessment import Assessment
from lianbing.files import write_whole
from lianbing.reports.html import cohort_page, person_page
from lianbing.reports.workbook_xlsx import workbook_bytes

WORKBOOK, COHORT, PEOPLE = "考评表.xlsx", "班组报告.html", "个人"
_SAFE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}", re.ASCII)
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)


def write_reports(assessment: Assessment, folder: Path, marked_papers: Mapping[str, str]) -> tuple[Path, ...]:
    """Writes 考评表.xlsx, 班组报告.html and 个人/<工号>.html into ``folder``, and says which files these are.

    ``marked_papers`` maps paper ids to paths of marked papers, relative to ``folder``, parts divided by ``/``. Each
    file is replaced as a whole; all are made before the first is written. The same arguments give the same bytes.

    Raises:
        ValueError: ``made_at`` is no ISO 8601 time.
        OSError: a file can't be written, e.g. because it is open in Excel on Windows.
    """
    names = person_files(result.employee.id for result in assessment.results)
    files = {folder / WORKBOOK: workbook_bytes(assessment)}
    files[folder / COHORT] = cohort_page(assessment, {key: quote(name) for key, name in names.items()}).encode()
    marked = {paper: quote(f"../{path}") for paper, path in marked_papers.items()}
    for result in assessment.results:
        page = person_page(assessment, result, marked)
        files[folder / names[result.employee.id]] = page.encode()
    for path, content in files.items():
        write_whole(path, content)
    return tuple(files)


def person_files(employees: Iterable[str]) -> dict[str, str]:
    """The path of each person's report below the folder of reports.

    A number that can't be a file name everywhere, or differs from another only by capitals, gets a digest instead of
    what is doubtful; it can't lead out of the folder.
    """
    numbers = list(employees)
    folded = Counter(number.casefold() for number in numbers)
    return {number: f"{PEOPLE}/{_stem(number, folded[number.casefold()] > 1)}.html" for number in numbers}


def _stem(number: str, ambiguous: bool) -> str:
    if _SAFE.fullmatch(number) and not _RESERVED.fullmatch(number) and not ambiguous:
        return number
    digest = hashlib.sha256(number.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{re.sub(r'[^0-9A-Za-z]+', '_', number)[:32]}-{digest}"
