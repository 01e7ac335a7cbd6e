from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.app.sessions.clauses_on_slides import clauses_on_slides
from lianbing.domain.knowledge.clauses import Clause
from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionGoal
from lianbing.domain.workbook import Workbook
from lianbing.errors import PackageMissing
from lianbing.sessions.slides import deck
from lianbing.sessions.slides.composing import slides_of
from lianbing.sessions.slides.deck import write_deck
from lianbing.sessions.slides.slide_kinds import AgendaSlide, ClauseOnSlide, ClauseSlide, KeySlide, PointsSlide
from lianbing.wire.sessions.prepared import PreparedSession
from tests.machine import need_reveal
from tests.prepared_sessions import PLAN, prepared_of


@pytest.fixture(scope="module", autouse=True)
def _with_reveal() -> None:
    need_reveal()


@pytest.fixture(scope="module")
def prepared(workbook: Workbook) -> PreparedSession:
    return prepared_of(workbook)


@pytest.fixture(scope="module")
def clauses(workbook: Workbook) -> Mapping[str, ClauseOnSlide]:
    return clauses_on_slides(workbook, PLAN.clauses)


def test_the_slides_follow_the_plan(prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide]) -> None:
    kinds = [slide.kind for slide in slides_of(prepared, clauses)]
    assert kinds[:3] == ["title", "agenda", "points"]
    assert "".join(kind[0] for kind in kinds[3:]) == "wwcccfqkqkwsqkkwp"


def test_the_agenda_says_when_everything_begins(prepared: PreparedSession) -> None:
    (agenda,) = (slide for slide in slides_of(prepared, {}) if isinstance(slide, AgendaSlide))
    assert [row.begins for row in agenda.rows][:3] == ["14:00", "14:05", "14:13"]
    assert sum(row.minutes for row in agenda.rows) == PLAN.minutes
    late = replace(prepared, plan=replace(PLAN, begins="23:55"))
    (agenda,) = (slide for slide in slides_of(late, {}) if isinstance(slide, AgendaSlide))
    assert agenda.rows[1].begins == "00:00"
    open_ended = replace(prepared, plan=replace(PLAN, begins=""))
    (agenda,) = (slide for slide in slides_of(open_ended, {}) if isinstance(slide, AgendaSlide))
    assert {row.begins for row in agenda.rows} == {""}


def test_a_clause_shows_its_bound_in_words_and_where_it_stands(
    prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide]
) -> None:
    first, _, start = (slide for slide in slides_of(prepared, clauses) if isinstance(slide, ClauseSlide))
    assert first.limits == ("不少于 30 户/天",)
    assert "来源：《客户服务行为规范标准（试行）》" in first.source
    assert PLAN.goals[0].why in first.notes
    assert start.limits == ("07:30",)  # a time of day has no unit


def test_a_figure_is_shown_with_the_first_clause_beside_it(workbook: Workbook) -> None:
    shown = clauses_on_slides(workbook, ("VIS-01", "VIS-02", "VIS-06"))
    assert [len(shown[name].figures) for name in shown] == [1, 0, 0]
    assert "figure-visit-day" in shown["VIS-01"].figures[0].drawing


def test_every_clause_and_fact_has_its_source_on_a_slide(workbook: Workbook) -> None:
    for name, shown in clauses_on_slides(workbook, [*workbook.clauses, *workbook.facts]).items():
        assert shown.source
        found_clause = workbook.find_basis(name)
        if isinstance(found_clause, Clause):
            assert len(shown.limits) == len(found_clause.limits)


def test_why_a_clause_is_taught_is_for_the_trainer_alone(prepared: PreparedSession, tmp_path: Path) -> None:
    (goals, *_) = (slide for slide in slides_of(prepared, {}) if isinstance(slide, PointsSlide))
    assert [point.text for point in goals.points] == ["", ""]
    assert goals.notes == tuple(f"{goal.clause}：{goal.why}" for goal in PLAN.goals)
    write_deck(prepared, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    projected = re.sub(r'<aside class="notes">.*?</aside>', "", page, flags=re.DOTALL)
    assert not any(goal.why in projected for goal in PLAN.goals)


def test_many_goals_are_spread_over_slides(workbook: Workbook) -> None:
    names = list(workbook.clauses)[:11]
    plan = replace(PLAN, goals=tuple(SessionGoal(clause=name, why="样例" * 20) for name in names), activities=())
    slides = slides_of(prepared_of(workbook, plan), {})
    points = [slide for slide in slides if isinstance(slide, PointsSlide)]
    assert [point.id for slide in points for point in slide.points] == names
    assert all(len(slide.points) <= 4 for slide in points)


def test_what_people_mark_shows_what_gives_points(workbook: Workbook) -> None:
    plan = replace(PLAN, activities=(Activity(kind=ActivityKind.VOTE, minutes=5, items=("rec-0022",)),))
    keys = [slide for slide in slides_of(prepared_of(workbook, plan), {}) if isinstance(slide, KeySlide)]
    assert [slide.points for slide in keys] == [False, True]


def test_no_key_stands_in_the_page(
    prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide], tmp_path: Path
) -> None:
    write_deck(prepared, tmp_path, clauses)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    answers = (tmp_path / "答案.js").read_text(encoding="utf-8")
    shown = ("vis-0006", "vis-0009", "dth-0501")
    for name in shown:
        item = prepared.items[name].item
        assert item.explain not in page
        assert item.explain in answers
    assert "correct" not in page
    assert "verdict" not in page
    for quiz in (*PLAN.forms.a, *PLAN.forms.b):
        assert quiz not in page + answers


def test_the_folder_asks_for_nothing_outside_it(prepared: PreparedSession, tmp_path: Path) -> None:
    write_deck(prepared, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    asked = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert {name for name in asked if not (tmp_path / name).is_file()} == set()
    style = (tmp_path / "assets" / "deck.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_session_gives_the_same_slides(prepared: PreparedSession, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_deck(prepared, tmp_path / name)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_words_of_a_plan_are_no_markup(prepared: PreparedSession, tmp_path: Path) -> None:
    plan = replace(PLAN, title="<script>alert(1)</script>", place="</title><b>")
    write_deck(replace(prepared, plan=plan), tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<b>" not in page.split("<section", 2)[1]


def test_without_reveal_the_trainer_reads_what_to_do(
    prepared: PreparedSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> bytes:
        raise PackageMissing(f"没有 {name}：运行 npm ci")

    monkeypatch.setattr(deck, "reveal_file", missing)
    with pytest.raises(PackageMissing, match="npm ci"):
        write_deck(prepared, tmp_path / "slides")
    assert not (tmp_path / "slides").exists()
