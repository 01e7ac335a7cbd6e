from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.content.reading.yaml_source import YamlDocument, parse, read_text
from lianbing.errors import ContentFaults, Fault


def value(text: str) -> object:
    data = parse(f"it: {text}\n", "f.yml").data
    assert isinstance(data, dict)
    return data["it"]


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ContentFaults) as caught:
        parse(text, "f.yml")
    return caught.value.faults


@pytest.mark.parametrize(
    "text",
    [
        "7:30",
        "on",
        "off",
        "yes",
        "No",
        "y",
        "n",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        ".inf",
        ".nan",
        "2013-06-01",
        "12:30:45",
        "1,200",
        "٣",
    ],
)
def test_what_yaml_1_1_turns_into_something_else_stays_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "word"), [("true", True), ("false", False), ("True", True), ("~", None), ("null", None), ("", None)]
)
def test_the_few_words_that_are_not_text(text: str, word: object) -> None:
    assert value(text) is word


@pytest.mark.parametrize(("text", "number"), [("600", 600), ("-3", -3), ("+3", 3), ("007", 7)])
def test_whole_numbers(text: str, number: int) -> None:
    assert value(text) == number
    assert isinstance(value(text), int)


@pytest.mark.parametrize("text", ["0.1", "12345678901234567890.123456789012345678901", "-0.5", ".5"])
def test_decimals_are_exact(text: str) -> None:
    assert value(text) == Decimal(text)
    assert isinstance(value(text), Decimal)


@pytest.mark.parametrize("text", ['"600"', "'true'", '"7:30"', '""', '"0.10"'])
def test_quoted_is_text_whatever_it_looks_like(text: str) -> None:
    assert value(text) == text[1:-1]


def test_block_text_is_text() -> None:
    assert parse("it: |\n  600\nrest: >\n  true\n", "f.yml").data == {"it": "600\n", "rest": "true\n"}


def test_every_value_knows_its_line() -> None:
    document = parse("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", "f.yml")
    assert document.line(("a",)) == 1
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 1, "d")) == 5


def test_a_missing_value_is_placed_at_what_surrounds_it() -> None:
    document = parse("a: 1\nb:\n  - x\n  - c: 2\n", "f.yml")
    assert document.line(("b", 1, "title", "deeper")) == 4
    assert document.line(("nowhere",)) == 1
    assert YamlDocument("f.yml", None, {}).line(("a",)) == 1


def test_lines_count_from_where_the_text_stands_in_its_file() -> None:
    assert parse("a: 1\nb: 2\n", "f.md", first_line=5).line(("b",)) == 6


def test_every_repeated_key_is_named_with_the_line_of_the_repetition() -> None:
    found = faults("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")
    assert [(fault.line, "a" in fault.message or "d" in fault.message) for fault in found] == [(3, True), (6, True)]


def test_the_same_key_in_two_mappings_is_fine() -> None:
    assert parse("- a: 1\n- a: 2\n", "f.yml").data == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n b: 2\n", 2),
        ("a:\n  b: 1\n c: 2\n", 3),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, line: int) -> None:
    (fault,) = faults(text)
    assert (fault.file, fault.line) == ("f.yml", line)
    assert "缩进" in fault.message


@pytest.mark.parametrize("text", ["a: \x07\n", "a: 1\n---\nb: 2\n", "a: *unknown\n", "%FOO\n", "a: !!binary [\n"])
def test_other_unreadable_yaml_is_a_fault_too(text: str) -> None:
    assert faults(text)


def test_a_value_that_contains_itself_is_a_fault_not_an_endless_descent() -> None:
    assert faults("a: &x\n  - *x\n")


def test_an_empty_file_holds_nothing() -> None:
    assert parse("", "f.yml").data is None
    assert parse("# only a comment\n", "f.yml").data is None


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_bytes("\ufeff标题: 甲\r\n户数: 30\r\n".encode())
    document = parse(read_text(path, "f.yml"), "f.yml")
    assert document.data == {"标题": "甲", "户数": 30}
    assert document.line(("户数",)) == 2


def test_a_file_in_gbk_is_told_to_be_saved_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_bytes("标题: 甲\n".encode("gbk"))
    with pytest.raises(ContentFaults, match="UTF-8"):
        read_text(path, "f.yml")


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults) as caught:
        read_text(tmp_path / "none.yml", "none.yml")
    assert caught.value.faults[0].file == "none.yml"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 照 #3 补\nb: 1\n", 1),
        ("a: #3 那格\nb: 2\n", 1),
        ("a: 一句\n  接着 #3\nb: 1\n", 2),
        ("- 甲\n- 乙 # 丙\n", 2),
        ("- #3\n- 乙\n", 1),
        ("a: [甲 # 乙\n  , 丙]\n", 1),
        ("a: 半数返回 #N/A，先查哪一样？\n", 1),
        ("a: two words # three\n", 1),
    ],
)
def test_a_text_that_ends_in_a_comment_is_a_fault_for_its_end_is_lost(text: str, line: int) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert "注释" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "a: 30  # 分钟\n",
        "a: {percent: 10}  # 百分之十\n",
        "a: [甲, 乙]  # 两个\n",
        "a:   # 下面几项\n  b: 2\n",
        "a: 甲#乙\n",
        "a: '甲 #1'\n",
        'a: "甲 #1"  # 甲\n',
        "a: |\n  甲 #1\n",
        "# 甲\na: 1\n",
        "a: 一次培训  # 可以改\n",
        "a: VIS-06 # 走访户数\n",
    ],
)
def test_a_comment_behind_what_is_no_sentence_is_a_comment(text: str) -> None:
    assert parse(text, "f.yml").data
