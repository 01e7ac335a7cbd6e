"""What a transaction can read and write, in domain terms: one small class for each aggregate."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lianbing.store.assessments import Assessments
from lianbing.store.corrections import Corrections
from lianbing.store.drills import Drills
from lianbing.store.ledger import Ledger
from lianbing.store.people import People
from lianbing.store.ratings import Ratings
from lianbing.store.submissions import Submissions


class Records:
    """One transaction's view of the store."""

    def __init__(self, session: Session) -> None:
        self.corrections = Corrections(session)
        self.drills = Drills(session, self.corrections)
        self.people = People(session)
        self.submissions = Submissions(session)
        self.ledger = Ledger(session)
        self.ratings = Ratings(session)
        self.assessments = Assessments(session)
