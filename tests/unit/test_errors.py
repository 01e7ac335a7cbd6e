"""Every error says what it is to programs, in a code that is its own."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.errors import DataChanged, ErrorCode, Fault, FaultsFound, LianbingError, RosterFaults

OF_THE_COMMAND_LINE = {ErrorCode.FILE_UNUSABLE, ErrorCode.INTERRUPTED}


def _raised(kind: type[LianbingError] = LianbingError) -> Iterator[type[LianbingError]]:
    for below in kind.__subclasses__():
        if below is not FaultsFound:
            yield below
        yield from _raised(below)


def test_every_error_has_a_code_and_every_code_an_error() -> None:
    codes = [kind.code for kind in _raised()]
    assert len(codes) == len(set(codes))
    assert {*codes} == {*ErrorCode} - OF_THE_COMMAND_LINE


def test_faults_come_with_their_places() -> None:
    faults = RosterFaults([Fault("名单.csv", 3, "工号写了两遍"), Fault("名单.csv", 2, "没有姓名")])
    assert [*faults.details] == [
        {"file": "名单.csv", "line": 2, "message": "没有姓名"},
        {"file": "名单.csv", "line": 3, "message": "工号写了两遍"},
    ]


def test_what_was_changed_is_listed_and_said() -> None:
    assert DataChanged(("一",)).message == "一"
    several = DataChanged(("一", "二"))
    assert several.message == "共 2 处与写下时不一样：\n  一\n  二"
    assert [*several.details] == [{"message": "一"}, {"message": "二"}]
