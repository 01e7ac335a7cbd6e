"""Reading and writing domain objects in a transaction, with one repository class for each aggregate."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from lianbing.store.assessments import Assessments
from lianbing.store.border import REMEDY
from lianbing.store.corrections import Corrections
from lianbing.store.drill_events import DrillEvents
from lianbing.store.drills import Drills
from lianbing.store.ledger import Ledger
from lianbing.store.people import People
from lianbing.store.period_events import PeriodEvents
from lianbing.store.purging import Purging
from lianbing.store.ratings import Ratings
from lianbing.store.reviews import Reviews
from lianbing.store.seals import Seals
from lianbing.store.submissions import Submissions
from lianbing.store.tables import (
    AssessmentRow,
    Base,
    CorrectionRow,
    DrillEventRow,
    DrillRow,
    PaperRow,
    PeriodEventRow,
    PersonNameRow,
    PersonRow,
    PersonUnitRow,
    RatingRow,
    ReviewMarkRow,
    ReviewRoundRow,
    RosterRow,
    SubmissionRow,
    WithdrawnPaperRow,
)
from lianbing.store.withdrawn_papers import WithdrawnPapers

_GONE: dict[type[Base], str] = {
    DrillRow: "练兵 {} 的登记",
    RosterRow: "第 {} 份名单",
    PersonRow: "工号 {} 的登记",
    PersonNameRow: "姓名的第 {} 条登记",
    PersonUnitRow: "部门的第 {} 条登记",
    PaperRow: "试卷 {} ",
    WithdrawnPaperRow: "撤回的试卷 {} ",
    DrillEventRow: "练兵记事第 {} 条",
    PeriodEventRow: "考评期记事第 {} 条",
    SubmissionRow: "第 {} 份收到的文件的登记",
    CorrectionRow: "第 {} 次更正",
    RatingRow: "第 {} 条评定",
    ReviewRoundRow: "第 {} 轮评分",
    ReviewMarkRow: "评分记录第 {} 条",
    AssessmentRow: "第 {} 次考评的结果",
}


class Records:
    """The repositories of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seals = Seals(session)
        self.corrections = Corrections(session, self._seals)
        self.events = DrillEvents(session, self._seals)
        self.drills = Drills(session, self._seals, self.corrections, self.events)
        self.withdrawn = WithdrawnPapers(session, self._seals, self.events)
        self.submissions = Submissions(session, self._seals, self.events)
        self.people = People(session, self._seals)
        self.period_events = PeriodEvents(session, self._seals)
        self.ledger = Ledger(session, self._seals)
        self.ratings = Ratings(session, self._seals)
        self.reviews = Reviews(session, self._seals)
        self.assessments = Assessments(session, self._seals)
        self.purging = Purging(session, self._seals)

    def removed(self) -> Iterator[str]:
        """Describes each record that the program wrote and that was deleted since."""
        for table, name in _GONE.items():
            for key in self._seals.removed(table):
                yield f"{name.format(key)}不见了：它被删掉过，{REMEDY}"
        last, sealed = self.ledger.last_digest(), self._seals.end_of_ledger()
        if last != sealed:
            yield f"台账的最后一条不是程序最后写的那一条：台账末尾被删改过，{REMEDY}"

    def structure(self) -> Iterator[str]:
        """Describes each defect that SQLite's integrity check finds in the database file."""
        connection = self._session.connection()
        if connection.dialect.name != "sqlite":
            return
        for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if answer != "ok":
                yield f"数据库文件的结构坏了（{answer}）：请从备份恢复整个数据目录"
