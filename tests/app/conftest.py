"""Data folders in three states, each made once by the command line itself; tests that change one get a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lianbing.content.checks import load_workbook
from lianbing.domain.workbook import Workbook
from tests.app.kit import DRILL, PEOPLE, REPO, Bench, Ran, put, roster_text
from tests.app.marking_bench import MarkingBench, copied, made
from tests.app.postgres_server import Server, absence, served
from tests.machine import absent

_SLOW_REPORTS = ("领导一页", "单位汇总", "方法说明", "改进计划")
"""Most tests assess without them: PDFs take seconds."""
_CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_this_machine() -> None:
    patch = pytest.MonkeyPatch()
    patch.delenv("LIANBING_DATABASE", raising=False)
    patch.delenv("LIANBING_WHO", raising=False)
    patch.setenv("COLUMNS", "80")


@pytest.fixture(scope="session", autouse=True)
def _content_read_once() -> Iterator[None]:
    with content_read_once():
        yield


@contextmanager
def content_read_once() -> Iterator[None]:
    """Content that has not changed is not read and checked anew by each command of this process; it takes seconds."""
    read: dict[tuple[object, ...], Workbook] = {}

    def load(root: Path) -> Workbook:
        files = sorted(path for name in _CONTENT for path in (root / name).rglob("*") if path.is_file())
        state = (root, *((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))
        if state not in read:
            read[state] = load_workbook(root)
        return read[state]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lianbing.content.checks.load_workbook", load)
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that names DATABASES has its tests run on each of them."""
    kinds = getattr(metafunc.module, "DATABASES", None)
    if kinds and "database" in metafunc.fixturenames and not metafunc.definition.get_closest_marker("sqlite"):
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of our own, without a port."""
    if absence():
        absent(absence())
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> Server | None:
    """The server that benches keep their data on; none for SQLite, which is what tests use unless they say so."""
    return request.getfixturevalue("server") if getattr(request, "param", "sqlite") == "postgres" else None


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, copied, so that who edits it meanwhile disturbs nothing."""
    root = tmp_path_factory.mktemp("content")
    for name in _CONTENT:
        shutil.copytree(REPO / name, root / name)
    for slow in _SLOW_REPORTS:
        (root / "grading" / "reports" / f"{slow}.ipynb").unlink()
    return root


@pytest.fixture
def own_content(shipped: Path, tmp_path: Path) -> Path:
    """A copy of the content for a test to change."""
    return shutil.copytree(shipped, tmp_path / "root")


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("roster") / "名单.csv", roster_text(PEOPLE))


@pytest.fixture(scope="session")
def issued_once(
    shipped: Path, roster: Path, tmp_path_factory: pytest.TempPathFactory, database: Server | None
) -> Bench:
    """Four papers, nothing handed in."""
    bench = Bench(shipped, tmp_path_factory.mktemp("issued"), database.new() if database else "")
    _fine(bench("drill", "issue", DRILL, "--roster", roster))
    return bench


@pytest.fixture(scope="session")
def inbox(issued_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All right, ten wrong, and one answer that a person must look at; the fourth hands nothing in."""
    folder = tmp_path_factory.mktemp("inbox")
    issued_once.hand_in(folder, "C0001")
    issued_once.hand_in(folder, "C0002", wrong=10)
    issued_once.hand_in(folder, "C0003", said={issued_once.item("C0003", "numeric"): "约莫三十户"})
    return folder


@pytest.fixture(scope="session")
def collected_once(
    issued_once: Bench, inbox: Path, tmp_path_factory: pytest.TempPathFactory, database: Server | None
) -> Bench:
    bench = _copy(issued_once, tmp_path_factory.mktemp("collected"), database)
    _fine(bench("drill", "collect", DRILL, inbox))
    return bench


@pytest.fixture(scope="session")
def graded_once(collected_once: Bench, tmp_path_factory: pytest.TempPathFactory, database: Server | None) -> Bench:
    bench = _copy(collected_once, tmp_path_factory.mktemp("graded"), database)
    _fine(bench("grade", DRILL))
    return bench


@pytest.fixture
def issued(issued_once: Bench, tmp_path: Path, database: Server | None) -> Bench:
    return _copy(issued_once, tmp_path / "data", database)


@pytest.fixture
def collected(collected_once: Bench, tmp_path: Path, database: Server | None) -> Bench:
    return _copy(collected_once, tmp_path / "data", database)


@pytest.fixture
def graded(graded_once: Bench, tmp_path: Path, database: Server | None) -> Bench:
    return _copy(graded_once, tmp_path / "data", database)


@pytest.fixture
def empty(shipped: Path, tmp_path: Path, database: Server | None) -> Bench:
    """Content, and no data folder yet."""
    return Bench(shipped, tmp_path / "data", database.new() if database else "")


@pytest.fixture
def roster_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes a roster for (number, name) pairs."""

    def write(*people: tuple[str, str]) -> Path:
        return put(tmp_path / "花名册.csv", roster_text(people))

    return write


@pytest.fixture(scope="session")
def answered_cases(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> MarkingBench:
    """Six people's answers to two case questions, graded: eleven wait for people."""
    folder = tmp_path_factory.mktemp("cases")
    return made(shutil.copytree(shipped, folder / "root"), folder / "data", folder)


@pytest.fixture
def cases(answered_cases: MarkingBench, tmp_path: Path) -> MarkingBench:
    return copied(answered_cases, tmp_path / "data")


@pytest.fixture
def opened(cases: MarkingBench) -> MarkingBench:
    """The same with a round of two markers and a leader."""
    _fine(cases.open())
    return cases


def _copy(bench: Bench, data: Path, database: Server | None) -> Bench:
    shutil.copytree(bench.data, data, dirs_exist_ok=True)
    return Bench(bench.root, data, database.copy(bench.url) if database else "")


def _fine(ran: Ran) -> None:
    assert ran.code == 0, ran.said
