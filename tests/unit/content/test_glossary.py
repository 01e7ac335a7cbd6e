"""Terms and what else people call them."""

from __future__ import annotations

import pytest

from tests.unit.content.small_workbook import SmallWorkbook

GLOSSARY = "syllabus/glossary.yml"
TERMS = """\
terms:
  - {term: 走访, meaning: 到店里去看。, see: [VIS-06], aliases: [拜访, 上门]}
  - {term: 零售户, meaning: 卖烟的店。}
"""


def test_a_term_keeps_its_other_names(small: SmallWorkbook) -> None:
    small.write(GLOSSARY, TERMS)
    assert [term.aliases for term in small.load().terms] == [("拜访", "上门"), ()]


@pytest.mark.parametrize("said", ["{term: 拜访, meaning: 去。}", "{term: 到店, meaning: 去。, aliases: [上门]}"])
def test_one_name_for_two_terms_is_a_fault(small: SmallWorkbook, said: str) -> None:
    small.write(GLOSSARY, f"{TERMS}  - {said}\n")
    fault = small.fault()
    assert fault.file == GLOSSARY
    assert "只能归一个术语" in fault.message


def test_an_empty_name_is_a_fault(small: SmallWorkbook) -> None:
    small.write(GLOSSARY, TERMS.replace("上门", '""'))
    assert small.fault().line == 2
