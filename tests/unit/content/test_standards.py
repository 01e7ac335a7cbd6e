from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import realise
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.domain.knowledge.clauses import Confidence, Status
from lianbing.domain.knowledge.limits import Operator
from tests.unit.content.small_workbook import (
    BANK,
    CHAPTER,
    CONTRADICTIONS,
    FACTS,
    LOCAL,
    PARAMETERS,
    ROLES,
    STANDARD,
    SYLLABUS,
    TASK,
    SmallWorkbook,
)


def test_the_small_workbook_is_without_fault(small: SmallWorkbook) -> None:
    assert small.faults() == ()


def test_a_clause_is_read_with_its_limit_in_place(small: SmallWorkbook) -> None:
    clause = small.load().clauses["VIS-06"]
    (limit,) = clause.limits
    assert clause.wording == "每天走访不少于 30 户。"
    assert (limit.operator, limit.value, limit.parameter) == (Operator.AT_LEAST, Decimal(30), "visit.min_per_day")
    assert (clause.status, clause.sources, clause.standard) == (Status.REBUILT, ("R213",), "VIS")


def test_facts_keep_their_confidence(small: SmallWorkbook) -> None:
    assert small.load().facts["K080"].confidence is Confidence.LOW


def test_the_companys_own_value_changes_clause_question_key_and_task_answers(small: SmallWorkbook) -> None:
    small.write(LOCAL, "visit.min_per_day: 25\n")
    book = small.load()
    assert book.clauses["VIS-06"].wording == "每天走访不少于 25 户。"
    assert (book.parameters["visit.min_per_day"].default, book.parameters["visit.min_per_day"].value) == (
        Decimal(30),
        Decimal(25),
    )
    question = realise(book.questions["flow-0001"], book.sources, practice_seed("flow-0001"))
    assert dict(question.options) == {"A": "24 户", "B": "25 户"}
    assert question.key == ChoiceKey("B", ("A", "B"))
    capacity, enough = realise_task(book.tasks["schedule"], book.sources, "seed").fields
    assert capacity.key == NumericKey(value=Decimal(525), unit="户次")
    assert enough.key == TrueFalseKey(False)  # 630 ≥ 600 with the default, 525 with the company's own value


START = "contradictions: [X01]\n  - {id: work.start, title: 上班, default: 7:30, information: true}"


def test_own_values_are_exact_numbers_or_texts(small: SmallWorkbook) -> None:
    small.edit(PARAMETERS, "contradictions: [X01]", START)
    small.write(LOCAL, "work.start: 8:00\nvisit.min_per_day: 22.5\n")
    found = small.load().parameters
    assert found["work.start"].value == "8:00"
    assert found["visit.min_per_day"].value == Decimal("22.5")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("work.start: 8", "work.start"),
        ("visit.min_per_day: 二十五", "visit.min_per_day"),
        ('visit.min_per_day: "25"', "数"),
    ],
)
def test_an_own_value_is_of_the_kind_of_the_default(small: SmallWorkbook, line: str, word: str) -> None:
    small.edit(PARAMETERS, "contradictions: [X01]", START)
    small.write(LOCAL, f"# 本单位\n{line}\n")
    told = [fault for fault in small.faults() if fault.file == LOCAL]
    assert [fault.line for fault in told] == [2]
    assert word in told[0].message


def test_an_own_value_of_an_unknown_parameter_is_told_with_its_line(small: SmallWorkbook) -> None:
    small.write(LOCAL, "# 本单位\nvisit.min_per_dya: 25\n")
    fault = small.fault()
    assert (fault.file, fault.line) == (LOCAL, 2)
    assert "visit.min_per_dya" in fault.message


@pytest.mark.parametrize(
    "content",
    ["- visit.min_per_day\n", "visit.min_per_day: [25]\n", "visit.min_per_day: true\n", "visit.min_per_day:\n"],
)
def test_an_own_value_must_be_a_number_or_a_text(small: SmallWorkbook, content: str) -> None:
    small.write(LOCAL, content)
    assert small.fault().file == LOCAL


def test_an_empty_local_file_changes_nothing(small: SmallWorkbook) -> None:
    small.write(LOCAL, "# 尚未填写\n")
    assert small.load().parameters["visit.min_per_day"].value == 30


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (STANDARD, "roles: [manager]", "roles: [boss]", ("VIS-06", "boss")),
        (STANDARD, "contradictions: [X01]", "contradictions: [X99]", ("VIS-06", "X99")),
        (STANDARD, "parameter: visit.min_per_day", "parameter: visit.unknown", ("VIS-06", "visit.unknown")),
        (STANDARD, "section: fixed", "section: loose", ("VIS-06", "loose")),
        (STANDARD, "id: VIS\n", "id: SRV\n", ("VIS-06", "SRV-")),
        (STANDARD, "{{limit}} 户", "{{VIS-34}} 户", ("VIS-06", "{{limit}}")),
        (STANDARD, "contradictions: [X01]", "readings: [只有一种]", ("VIS-06", "readings")),
        (PARAMETERS, "contradictions: [X01]", "contradictions: [X99]", ("visit.min_per_day", "X99")),
    ],
)
def test_references_and_texts_of_standards_are_checked(
    small: SmallWorkbook, file: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    small.edit(file, old, new)
    told = [fault for fault in small.faults() if fault.file == file and all(word in fault.message for word in words)]
    assert told
    assert all(fault.line for fault in told)


def test_a_clause_without_limit_cannot_quote_it(small: SmallWorkbook) -> None:
    small.edit(STANDARD, '    limits:\n      - {metric: visits.per_month, operator: ">=", value: 2, unit: 次/月}\n', "")
    messages = [fault.message for fault in small.faults() if fault.file == STANDARD]
    assert len(messages) == 1
    assert "VIS-34" in messages[0]
    assert "没有限额" in messages[0]


@pytest.mark.parametrize("limit", ["", ", value: 2, parameter: visit.min_per_day"])
def test_a_limit_has_its_value_from_exactly_one_place(small: SmallWorkbook, limit: str) -> None:
    small.edit(STANDARD, ", value: 2", limit)
    fault = small.fault()
    assert (fault.file, fault.line) == (STANDARD, small.line(STANDARD, "visits.per_month"))
    assert "二选一" in fault.message


def test_a_source_requirement_belongs_to_one_clause(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "sources: [R240]", "sources: [R240, R213]")
    fault = small.fault()
    assert (fault.file, fault.line) == (STANDARD, small.line(STANDARD, "R240"))
    assert "R213" in fault.message
    assert str(small.line(STANDARD, "[R213]")) in fault.message


def test_a_source_requirement_belongs_to_one_clause_across_standards_too(small: SmallWorkbook) -> None:
    other = small.text(STANDARD).replace("VIS", "SRV").replace("R240", "R241")
    small.write("standards/zz-service.yml", other)
    messages = " ".join(fault.message for fault in small.faults())
    assert "R213" in messages
    assert STANDARD in messages
    assert "R241" not in messages


@pytest.mark.parametrize(
    ("file", "more", "name"),
    [
        (STANDARD, None, "VIS-06"),
        (ROLES, "  - {id: manager, title: 另一个}\n", "manager"),
        (FACTS, "  - {id: K080, text: 另一条, source: 手册, confidence: low}\n", "K080"),
        (CONTRADICTIONS, "  - {id: X01, title: 又, sides: [甲], treatment: 乙}\n", "X01"),
        (PARAMETERS, "  - {id: visit.min_per_day, title: 又, default: 1}\n", "visit.min_per_day"),
    ],
)
def test_an_id_stands_for_one_thing(small: SmallWorkbook, file: str, more: str | None, name: str) -> None:
    if more is None:
        small.edit(STANDARD, "id: VIS-34", "id: VIS-06")
    else:
        small.append(file, more)
    told = [fault for fault in small.faults() if name in fault.message and "重复" in fault.message]
    assert [fault.file for fault in told] == [file]
    assert told[0].line > small.line(file, name)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (STANDARD, "    title: 每天走访户数\n", "", "title"),
        (STANDARD, "status: rebuilt", "status: 重建", "status"),
        (STANDARD, "status: rebuilt", "status: rebuilt\n    colour: red", "colour"),
        (STANDARD, "sources: [R213]", "sources: []", "sources"),
        (STANDARD, "place: 原文二1", "place:", "place"),
        (STANDARD, "id: VIS-06", "id: vis-06", "id"),
        (STANDARD, 'operator: ">="', 'operator: ">"', "operator"),
        (STANDARD, "roles: [manager]", "roles: manager", "roles"),
        (FACTS, "confidence: low", "confidence: 低", "confidence"),
        (FACTS, "id: K080", "id: K8", "id"),
        (PARAMETERS, "id: visit.min_per_day", "id: visits", "id"),
    ],
)
def test_the_shape_of_a_file_is_checked_with_line_and_field(
    small: SmallWorkbook, file: str, old: str, new: str, words: str
) -> None:
    small.edit(file, old, new)
    told = [fault for fault in small.faults() if fault.file == file]
    assert len(told) == 1
    assert words in told[0].message
    where = small.line(file, new.strip().split("\n")[-1]) if new else small.line(file, "VIS-06")
    assert told[0].line == where


def test_a_value_of_no_allowed_kind_is_told_once_by_the_name_that_the_author_wrote(small: SmallWorkbook) -> None:
    small.edit(PARAMETERS, "default: 30", "default: [30]")
    fault = small.fault()
    assert (fault.file, fault.line) == (PARAMETERS, small.line(PARAMETERS, "default"))
    assert "default" in fault.message


def test_a_sentence_cut_by_an_english_comma_is_recognised(small: SmallWorkbook) -> None:
    small.edit(FACTS, "text: 一条十盒。", "text: 一条十盒, 一盒二十支")
    fault = small.fault()
    assert (fault.file, fault.line) == (FACTS, small.line(FACTS, "K081"))
    assert "引号" in fault.message


def test_a_clause_that_no_chapter_shows_is_told_unless_it_is_not_to_be_taught(small: SmallWorkbook) -> None:
    small.edit(CHAPTER, "VIS-06 VIS-34", "VIS-06")
    fault = small.fault()
    assert (fault.file, fault.line) == (STANDARD, small.line(STANDARD, "id: VIS-34"))
    small.edit(STANDARD, "status: complete", "status: complete\n    teachable: false")
    assert small.faults() == ()


def test_a_file_in_gbk_is_told_and_the_other_files_are_still_read(small: SmallWorkbook) -> None:
    small.write(ROLES, small.text(ROLES).encode("gbk"))
    small.edit(SYLLABUS, "title: 走访规范\n    topics", "titel: 走访规范\n    topics")
    faults = small.faults()
    assert {fault.file for fault in faults} >= {ROLES, SYLLABUS}
    assert any("UTF-8" in fault.message for fault in faults if fault.file == ROLES)


def test_faults_of_several_files_are_told_together_with_their_lines(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "status: rebuilt", "status: unknown")
    small.edit(STANDARD, "status: complete", "status: unknown")
    small.edit(BANK, "difficulty: 1", "difficulty: 9")
    small.edit(TASK, "title: 走访排程", "title:")
    small.edit(FACTS, "confidence: low", "confidence: none")
    lines = [number for number, line in enumerate(small.text(STANDARD).split("\n"), 1) if "unknown" in line]
    assert [(fault.file, fault.line) for fault in small.faults()] == [
        (TASK, 2),
        (BANK, small.line(BANK, "difficulty: 9")),
        (FACTS, 2),
        (STANDARD, lines[0]),
        (STANDARD, lines[1]),
    ]


def test_unresolved_references_of_several_files_are_told_together(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "roles: [manager]", "roles: [boss]")
    small.edit(BANK, "rests_on: [VIS-06]", "rests_on: [VIS-99]")
    small.edit(CHAPTER, "topics: [flow]", "topics: [none]")
    assert {(fault.file, fault.line) for fault in small.faults()} == {
        (STANDARD, small.line(STANDARD, "id: VIS-06")),
        (BANK, small.line(BANK, "id: flow-0001")),
        (CHAPTER, 1),
    }


def test_a_missing_roles_file_leaves_every_role_unknown_rather_than_crashing(small: SmallWorkbook) -> None:
    small.delete(ROLES)
    assert {fault.file for fault in small.faults()} >= {STANDARD, CHAPTER}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("visit.min_per_day: 0", ("大于 0",)),
        ("visit.min_per_day: -5", ("大于 0",)),
        ('visit.min_per_day: "25"', ("数字", "不加引号")),
        ("visit.min_per_day: 很多", ("数字",)),
    ],
)
def test_a_local_value_that_cannot_be_is_told_where_it_stands(
    small: SmallWorkbook, written: str, words: tuple[str, ...]
) -> None:
    small.write(LOCAL, f"# 本单位\n{written}\n")
    fault = small.fault()
    assert (fault.file, fault.line) == (LOCAL, 2)
    assert all(word in fault.message for word in words)
