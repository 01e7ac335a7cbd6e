"""The file of appeal rules: the shipped one reads, and what is wrong in one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.content.office.appeal_files import FILE, read_appeal_rules
from lianbing.domain.appeals.rules import Mask, NoticeColumn
from lianbing.errors import ContentFaults

REPO = Path(__file__).parents[3]
SHIPPED = (REPO / FILE).read_text(encoding="utf-8")


def faults(root: Path, old: str, new: str) -> list[str]:
    (root / "grading").mkdir()
    assert old in SHIPPED
    (root / FILE).write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFaults) as raised:
        read_appeal_rules(root)
    return [str(fault) for fault in raised.value.faults]


def test_each_shipped_number_has_a_source_and_no_part_score_is_published() -> None:
    rules = read_appeal_rules(REPO)
    for term in (rules.publication, rules.filing, rules.acceptance, rules.answer, rules.times, rules.reviewing):
        assert term.source
    assert (rules.publication.days, rules.filing.days, rules.acceptance.days, rules.answer.days) == (7, 10, 5, 10)
    assert NoticeColumn.TOTAL not in rules.notice.columns
    assert rules.notice.number is not None


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("days: 7", "days: 0", "“days”不能小于 1"),
        ("days: 10", "days: 5", "比公示的 7 天短"),
        ("items: subjective-or-zero", "items: some", "“items”的取值不对"),
        ("columns: [number, name, unit, level]", "columns: [unit, level]", "至少要有 number"),
        ("columns: [number, name, unit, level]", "columns: [name, name]", "写了两次"),
        ("most: 1", "", "缺少字段“most”"),
        ("may_lower: false", "may_lower: false\n  raises: true", "不认识的字段“raises”"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, old: str, new: str, piece: str) -> None:
    (fault,) = faults(tmp_path, old, new)
    assert fault.startswith(f"{FILE}:")
    assert piece in fault


def test_without_the_file_nothing_can_be_published(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults, match="没有这个文件"):
        read_appeal_rules(tmp_path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("C0001", "C**01"), ("C01", "C*1"), ("C1", "C*"), ("7", "*"), ("", ""), ("330106001", "3******01")],
)
def test_a_mask_hides_at_least_one_character(text: str, shown: str) -> None:
    masked = Mask(head=1, tail=2).of(text)
    assert masked == shown
