"""session quiz, quiz-sheet: the quizzes that people answered on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.sessions.afterwards.recording import known_session, without_prepared
from lianbing.app.sessions.afterwards.signing import enter_people, kept_seat
from lianbing.app.workspace import Workspace
from lianbing.characters import simplified
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.on_paper import NOTHING
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.sessions.happenings import QuizAnswered, QuizKind
from lianbing.drills.printed.paper import asked_on_paper
from lianbing.drills.sheets.cells import Row, Sheet, column_letters
from lianbing.drills.sheets.reading import read_book
from lianbing.errors import Fault, NothingToDo, SessionFaults
from lianbing.files import write_whole
from lianbing.reports.sessions.quiz_sheet import FORM, FORMS, NUMBER, question_head, quiz_sheet
from lianbing.sessions.folder import SIGNED
from lianbing.sessions.journal_files import JournalWriter
from lianbing.sessions.reading import SessionFiles, read_session
from lianbing.wire.items import asked_item
from lianbing.wire.sessions.prepared import PreparedSession

_MOST_QUESTIONS = 100


@dataclass(frozen=True, kw_only=True)
class TypedQuizzes:
    """How many people and answers were taken, and who had answered the same quiz on a phone, which counts."""

    people: int
    answers: int
    on_phones: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Typed:
    """What one person answered in one quiz on paper, by question."""

    number: str
    quiz: QuizKind
    form: str
    answers: Mapping[str, object]


def write_quiz_sheet(workspace: Workspace, session: str, path: Path) -> int:
    """Writes the sheet for everybody who has not answered on a phone; returns how many.

    Raises:
        UnknownReference: no such session. NothingToDo: it was not packed, or has no quizzes.
    """
    files, prepared = _packed(workspace, session)
    done = {(number, quiz) for number, quiz in _answered(files)}
    everybody = _people(files).values()
    people = {quiz: [each for each in everybody if (each.id, quiz) not in done] for quiz in QuizKind}
    questions = max(len(prepared.plan.forms.a), len(prepared.plan.forms.b))
    made = datetime.fromisoformat(prepared.at).astimezone(UTC).replace(tzinfo=None)
    write_whole(path, quiz_sheet(people, questions, made))
    return len({each.id for persons in people.values() for each in persons})


def read_quiz_sheet(workspace: Workspace, session: str, path: Path) -> TypedQuizzes:
    """Takes the answers of a filled-in sheet; whoever is on no list of those present is entered as well.

    Raises:
        SessionFaults: every cell that can't be read; nothing is taken then. RosterFaults: the file can't be read.
        Others as :func:`write_quiz_sheet`.
    """
    files, prepared = _packed(workspace, session)
    faults: list[Fault] = []
    typed = [*_read(path, files, prepared, faults)]
    faults += _same_form_twice(path, typed)
    if faults:
        raise SessionFaults(faults)
    on_phones = {(number, quiz) for number, quiz in _answered(files)}
    taken = [each for each in typed if (each.number, each.quiz) not in on_phones]
    present = {one.number for one in files.held.present}
    absent = [each.number for each in taken if each.number not in present]
    if absent:
        enter_people(workspace, session, absent)
        files = read_session(files.folder)
    _append(workspace, files, taken)
    return TypedQuizzes(
        people=len({each.number for each in taken}),
        answers=sum(len(each.answers) for each in taken),
        on_phones=tuple(f"{each.number} {each.quiz.label}" for each in typed if each not in taken),
    )


def _packed(workspace: Workspace, session: str) -> tuple[SessionFiles, PreparedSession]:
    files = read_session(known_session(workspace, session))
    if files.prepared is None:
        raise NothingToDo(without_prepared(files, "还没有测验"))
    if not files.prepared.plan.forms.a:
        raise NothingToDo(f"{session} 没有测验")
    return files, files.prepared


def _people(files: SessionFiles) -> dict[str, Employee]:
    """Everybody expected or present by number."""
    expected = {each.id: each for each in (files.people.people if files.people else ())}
    came = {one.number: Employee(id=one.number, name=one.name, team=one.unit) for one in files.held.present}
    return {number: person for number, person in {**came, **expected}.items() if number}


def _answered(files: SessionFiles) -> Iterator[tuple[str, QuizKind]]:
    """Who answered which quiz on a phone."""
    number_of = {seat: one.number for one in files.held.present for seat in one.seats}
    typed = {(one.seat.rpartition("/")[2], one.quiz) for one in files.typed}
    for one in files.held.quiz_answers:
        if (one.seat.rpartition("/")[2], one.quiz) not in typed:
            yield number_of.get(one.seat, ""), one.quiz


def _read(path: Path, files: SessionFiles, prepared: PreparedSession, faults: list[Fault]) -> Iterator[_Typed]:
    book = read_book(path)
    sheets = {sheet.name.strip(): sheet for sheet in book.sheets}
    if not sheets.keys() & {quiz.label for quiz in QuizKind}:
        faults.append(Fault(path.name, 0, "没有“热身测验”“课后测验”这两张表：用 session quiz-sheet 写的表来填"))
    known = _people(files)
    for quiz in QuizKind:
        if quiz.label in sheets:
            yield from _Reading(path.name, quiz, prepared, known, faults).lines(sheets[quiz.label])


@dataclass(frozen=True)
class _Reading:
    """Reads the table of one quiz."""

    file: str
    quiz: QuizKind
    prepared: PreparedSession
    known: Mapping[str, Employee]
    faults: list[Fault]

    def lines(self, sheet: Sheet) -> Iterator[_Typed]:
        head = next((line for line, row in sheet.rows.items() if NUMBER in _texts(row).values()), 0)
        places = {text: place for place, text in _texts(sheet.rows[head]).items()} if head else {}
        if FORM not in places:
            self._fault(head, f"表头里没有“{NUMBER}”“{FORM}”：用 session quiz-sheet 写的表来填")
            return
        for line, row in sheet.rows.items():
            texts = _texts(row)
            if line <= head or max(texts, default=0) < places[FORM]:
                continue
            if places[NUMBER] not in texts:
                self._fault(line, "这一行有答案，没有工号：补上工号，或把这一行清空")
            elif typed := self._line(line, texts, places):
                yield typed

    def _line(self, line: int, texts: Mapping[int, str], places: Mapping[str, int]) -> _Typed | None:
        number, form = texts[places[NUMBER]].upper(), FORMS.get(texts.get(places[FORM], "").upper(), "")
        if number not in self.known:
            self._fault(line, f"应到名单和签到里都没有 {number}：核对工号，或先用 session sign 补签到")
            return None
        if not form:
            self._fault(line, f"{number} 的卷要写甲或乙")
            return None
        items = self.prepared.plan.forms.questions(form)
        self._beyond(line, texts, places, len(items))
        answers: dict[str, object] = {}
        for place, item in enumerate(items, 1):
            column = places.get(question_head(place), 0)
            text = texts.get(column, "")
            if text and text not in NOTHING:
                answers[item] = self._answer(line, column, item, text)
        return _Typed(number=number, quiz=self.quiz, form=form, answers=answers)

    def _beyond(self, line: int, texts: Mapping[int, str], places: Mapping[str, int], questions: int) -> None:
        """Names what is typed beyond the last question of the form; columns with other heads are people's own."""
        heads = {column: head for head, column in places.items()}
        own = {*map(question_head, range(questions + 1, _MOST_QUESTIONS))}
        for column, text in texts.items():
            if column > places[FORM] and heads.get(column, "") in {"", *own}:
                where = f"{column_letters(column)}{line} “{text}”"
                self._fault(line, f"{where}不是哪一题的答案，这份卷只有 {questions} 题：核对有没有填错格子")

    def _answer(self, line: int, column: int, name: str, text: str) -> object:
        item = self.prepared.items[name].item
        asked = asked_on_paper(asked_item(item))
        answer = item.type.paper.read(text, asked)
        if answer is None:
            self._fault(line, f"{column_letters(column)}{line} “{text}”读不懂：要写{item.type.paper.expected(asked)}")
        elif isinstance(item.key, NumericKey) and score(item.key, answer, simplified).verdict is Verdict.MALFORMED:
            self._fault(line, f"{column_letters(column)}{line} “{text}”不是数：要写一个数，写的不成数的按没有答写／")
        return answer

    def _fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(self.file, line, f"“{self.quiz.label}”表：{message}"))


def _texts(row: Row) -> dict[int, str]:
    return {place: cell.text.strip() for place, cell in row.items() if cell.text.strip()}


def _same_form_twice(path: Path, typed: list[_Typed]) -> Iterator[Fault]:
    first = {each.number: each.form for each in typed if each.quiz is QuizKind.WARM_UP}
    for each in typed:
        if each.quiz is QuizKind.EXIT and first.get(each.number) == each.form:
            yield Fault(path.name, 0, f"{each.number} 两次写的是同一份卷：课后换一份，核对写的是甲还是乙")


def _append(workspace: Workspace, files: SessionFiles, taken: list[_Typed]) -> None:
    seat_of = {one.number: one.seats[0] for one in files.held.present}
    now, known = workspace.now(), {(one.seat, one.quiz, one.item): one.answer for one in files.typed}
    happenings = [
        QuizAnswered(at=now, seat=seat, quiz=each.quiz, form=each.form, item=item, answer=answer)
        for each in taken
        for seat in [kept_seat(files, seat_of[each.number])]
        for item, answer in each.answers.items()
        if known.get((seat, each.quiz, item)) != answer
    ]
    if happenings:
        with closing(JournalWriter(files.folder.live / SIGNED)) as journals:
            journals.write(happenings)
