"""A slip in YAML is told by its name, at the line where it began."""

from __future__ import annotations

import pytest

from lianbing.content.reading.yaml_source import parse
from lianbing.errors import ContentFaults

BANK = """topic: t
items:
  - id: q-1
    type: single
    stem: 问什么？
    options:
      A: 甲
      B: 乙
    explain: |
      时间： 每天
      第二行：三
    tags: [a, b]
    note: "一句
      接着写"
  - id: q-2
    stem: "第二题"
"""


def slip_of(text: str) -> tuple[int, str]:
    with pytest.raises(ContentFaults) as caught:
        parse(text, "quizzes/t.yml")
    (fault,) = caught.value.faults
    return fault.line, fault.message


def test_the_bank_is_without_fault() -> None:
    assert parse(BANK, "quizzes/t.yml").data


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("    type: single", "\ttype: single", 4, "Tab"),
        ("    type: single", "  \t type: single", 4, "Tab"),
        ("    type: single", "\u3000   type: single", 4, "全角空格"),
        ("    type: single", "\u00a0\u00a0\u00a0\u00a0type: single", 4, "不换行空格"),
        ("type: single", "type：single", 4, "中文冒号"),
        ("stem: 问", "stem：问", 5, "中文冒号"),
        ("type: single", "type:single", 4, "少一个空格"),
        ("type: single", "type:\u3000single", 4, "冒号后面是全角空格"),
        ("  - id: q-1\n    type", "  -id: q-1\n    type", 3, "“-”后面少一个空格"),
        ("stem: 问什么？", 'stem: "问什么？', 5, "引号只有开头一个"),
        ("stem: 问什么？", "stem: '问什么？", 5, "引号只有开头一个"),
        ('stem: "第二题"', 'stem: "第二题', 16, "引号只有开头一个"),
        ("stem: 问什么？", 'stem: "问"什么？', 5, "引号结束以后还有字"),
        ("stem: 问什么？", "stem: 问: 什么？", 5, "英文冒号加空格"),
        ("A: 甲", "A: %甲", 7, "以 %"),
        ("A: 甲", "A: *甲", 7, "以 &、* 或 !"),
        ("A: 甲", "A: >=5 户", 7, "以 > 或 |"),
        ("A: 甲", "A: [甲] 和乙", 7, "以 [ 或 {"),
        ("A: 甲", "A: [甲", 7, "以 [ 或 {"),
        ("A: 甲", "A: {甲", 7, "以 [ 或 {"),
        ("    note:", "    note：", 13, "中文冒号"),
        ("    note:", "   note:", 13, "缩进"),
        ("    note:", "     note:", 13, "缩进"),
        ("    type: single", "     type: single", 4, "缩进"),
        ("      B: 乙", "     B: 乙", 8, "缩进"),
        ("A: 甲", "A: - 甲", 7, "以“- ”开头"),
        ("A: 甲", "A: ? 甲", 7, "以 ? "),
        ("  - id: q-1\n", "  -\u3000id: q-1\n", 3, "“-”后面是全角空格"),
    ],
)
def test_each_slip_has_its_name_and_its_line(old: str, new: str, line: int, word: str) -> None:
    assert BANK.count(old) == 1
    told = slip_of(BANK.replace(old, new))
    assert told[0] == line
    assert word in told[1]


@pytest.mark.parametrize(
    ("slip", "word"),
    [("b：c", "中文冒号"), ("b:c", "少一个空格"), ("b:\u3000丙", "全角空格"), ("b:\u00a0丙", "不换行空格")],
)
def test_the_line_before_a_proper_list_is_told_and_not_the_list(slip: str, word: str) -> None:
    line, message = slip_of(f"items:\n  - id: a\n    {slip}\n    d: [e, f]\n")
    assert (line, word in message) == (3, True), message


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("goals:\n  - 甲\n  -乙\n  - 丙\n", 3, "少一个空格"),
        ("goals:\n  - 甲\n    -乙\n  - 丙\n", 3, "少一个空格"),
        ("goals:\n  - 甲\n  -\u3000乙\n  - 丙\n", 3, "全角空格"),
        ("goals:\n  - 甲\n    -\u3000乙\n  - 丙\n", 3, "全角空格"),
        ("a: 甲\n  note：乙\nc: 丙\n", 2, "中文冒号"),
        ("a: 甲\n  note:乙\nc: 丙\n", 2, "少一个空格"),
    ],
)
def test_a_line_that_would_be_glued_to_the_text_before_is_told(text: str, line: int, word: str) -> None:
    told = slip_of(text)
    assert (told[0], word in told[1]) == (line, True), told


def test_a_text_may_go_on_in_the_next_line() -> None:
    assert parse("a: 一句很长的话，\n  接着写：还是它，\n  12:30 到岗，http://a.cn\nb: 2\n", "t.yml").data


@pytest.mark.parametrize(
    "line",
    [
        "a: 甲 #3 乙",
        "a: 甲  #3 乙",
        "a: VLOOKUP #N/A",
        "a: VLOOKUP   #N/A 怎么办",
        "a: #3 那一格",
        "a:  #3",
        "a: 甲 # 乙",
    ],
)
def test_a_text_that_a_comment_would_cut_is_a_fault(line: str) -> None:
    told = slip_of(f"b: 1\n{line}\n")
    assert (told[0], "注释" in told[1]) == (2, True), told


@pytest.mark.parametrize(
    "line", ["a: 7 # 天", "a: 甲  # 注释", "a: 甲  #注释", "a: x # note", "a: 7 #天", "a: # 都在下面\n  b: 1"]
)
def test_a_real_comment_is_none(line: str) -> None:
    assert parse(f"c: 1\n{line}\n", "t.yml").data


def test_a_slip_of_another_kind_is_still_a_sentence() -> None:
    line, message = slip_of("items:\n  - id: a\n   b: c\n")
    assert line == 3
    assert "缩进" in message


def test_lines_count_from_where_the_yaml_begins_in_its_file() -> None:
    with pytest.raises(ContentFaults) as caught:
        parse("a: 1\nb：2\n", "c.md", first_line=10)
    assert [fault.line for fault in caught.value.faults] == [11]
