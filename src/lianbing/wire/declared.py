"""Every shape that is declared, for what is generated from them."""

from __future__ import annotations

from typing import Any

from lianbing.domain.items.scoring import Verdict
from lianbing.wire.answers import ANSWER_ENTRY
from lianbing.wire.assessments import ASSESSMENT
from lianbing.wire.background import BACKGROUND, BOOK_MAP
from lianbing.wire.catalogue import BANK, CATALOGUE, EXAM
from lianbing.wire.code_runs import CODE_RUNS
from lianbing.wire.corrections import CORRECTION
from lianbing.wire.drills.answered_cells import ANSWERED_CELL
from lianbing.wire.editions.baseline import EDITION
from lianbing.wire.editions.impact import IMPACT
from lianbing.wire.forms.work_forms import FORM
from lianbing.wire.items import ITEM, SELFTEST, TASK
from lianbing.wire.papers import BOOKLET, PAPER
from lianbing.wire.records import EXAM_STATE, RECORD, SELFTEST_STATE
from lianbing.wire.results import RESULT
from lianbing.wire.scenarios import SCENARIO
from lianbing.wire.search_index import SEARCH_INDEX
from lianbing.wire.sessions.expected import EXPECTED
from lianbing.wire.sessions.journals import JOURNAL_LINE, PHONE_ENTRY, SEAT_ENTRY
from lianbing.wire.sessions.live import PHONE_STATE, SCREEN_STATE, TRAINER_STATE
from lianbing.wire.sessions.minutes import MINUTES
from lianbing.wire.sessions.prepared import PREPARED
from lianbing.wire.sessions.requests import ACTION, ANSWER_QUIZ, CAST_VOTE, CHOOSE, JOIN
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import Kind, OneOf
from lianbing.wire.submissions import SUBMISSION

DOCUMENTS: tuple[Document[Any], ...] = (
    BOOKLET,
    PAPER,
    CORRECTION,
    CODE_RUNS,
    BACKGROUND,
    BOOK_MAP,
    RESULT,
    ASSESSMENT,
    SUBMISSION,
    RECORD,
    EXPECTED,
    MINUTES,
    PREPARED,
    SEAT_ENTRY,
    PHONE_ENTRY,
    JOURNAL_LINE,
    EDITION,
    IMPACT,
)
"""What is stored or handed from one program to another, under a name and a version."""

BROWSER: tuple[Kind[Any], ...] = (
    OneOf(Verdict),
    ITEM,
    TASK,
    SELFTEST,
    SCENARIO,
    FORM,
    CATALOGUE,
    BANK,
    EXAM,
    SEARCH_INDEX,
    SELFTEST_STATE,
    EXAM_STATE,
    ANSWERED_CELL,
    ANSWER_ENTRY,
    PHONE_STATE,
    SCREEN_STATE,
    TRAINER_STATE,
    JOIN,
    CAST_VOTE,
    ANSWER_QUIZ,
    CHOOSE,
    ACTION,
)
"""What the front end reads and writes besides documents."""

BROWSER_DOCUMENTS: tuple[Document[Any], ...] = (BOOKLET, SUBMISSION, RECORD)
"""The documents that it reads and writes."""
