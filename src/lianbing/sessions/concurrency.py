"""What is odd about the computers that held a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lianbing.domain.sessions.happenings import QuizAnswered, SessionOpened, VoteCast
from lianbing.domain.sessions.records import SessionDoubt
from lianbing.sessions.journal_files import Journals


def computer_doubts(journals: Sequence[Journals], prepared: str) -> Iterator[SessionDoubt]:
    """Computers that were live at once, and on journals of another preparation.

    ``prepared`` is the digest of what is prepared.
    """
    for first, second in combinations(journals, 2):
        if _overlap(first, second):
            yield SessionDoubt(
                text=f"两台电脑同时开着：{_described(first)}；{_described(second)}",
                remedy="两边都算，同一个人在两边的算一个人、后投的为准；"
                "人数对不上时，先看是不是有人在两边签了不同的名字",
            )
    for each in journals:
        editions = {one.prepared for one in each.happenings if isinstance(one, SessionOpened)}
        if prepared and editions - {"", prepared}:
            yield SessionDoubt(
                text=f"电脑 {each.computer} 上课用的材料和现在打包的不是同一份",
                remedy="核对是不是这次培训、后来有没有重新打包",
                command=f"后来又打包过的不用管；是别的培训的，删掉 live/{each.computer} 这个文件夹，再出一次记录",
            )


def _overlap(first: Journals, second: Journals) -> bool:
    if not (first.happenings and second.happenings):
        return False
    (begin, end), (start, stop) = (
        (min(one.at for one in each.happenings), max(one.at for one in each.happenings)) for each in (first, second)
    )
    return begin <= stop and start <= end


def _described(journals: Journals) -> str:
    votes = sum(isinstance(one, VoteCast) for one in journals.happenings)
    answers = sum(isinstance(one, QuizAnswered) for one in journals.happenings)
    seats = len({entry.seat for entry in journals.seats})
    return f"{journals.computer}（{seats} 个座位，投票 {votes} 次，测验答案 {answers} 个）"
