"""Forms in the built book: their script, and their files, which stand beside the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lianbing.book.forms.files import form_files
from lianbing.domain.workbook import Workbook

_ELEMENT = re.compile(r'<lb-form[^>]*><script type="application/json">(.*?)</script>', re.DOTALL)


def test_pages_with_forms_load_their_script_and_lead_to_their_files(shipped_site: Path, workbook: Workbook) -> None:
    shown = set()
    for page in sorted((shipped_site / "book" / "chapters").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        forms = [json.loads(data) for data in _ELEMENT.findall(text)]
        assert ("lianbing-forms.js" in text) == bool(forms), page.name
        for form in forms:
            shown.add(form["id"])
            assert [address for address in form["files"].values() if not (page.parent / address).is_file()] == []
    assert shown == set(workbook.forms)


def test_the_files_are_those_of_the_workbook(shipped_site: Path, workbook: Workbook) -> None:
    for path, content in form_files(workbook).items():
        assert (shipped_site / path).read_bytes() == content, path
