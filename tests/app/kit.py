"""What the tests of the use cases share: the command line, a data folder to look into, answers and submissions."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from lianbing.app.workspace import Workspace
from lianbing.cli.main import _run
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.papers import paper_from_json
from lianbing.wire.submissions import sha256
from tests.app.postgres_server import connected
from tests.unit.objects import saved

REPO = Path(__file__).parents[2]
DRILL, PERIOD = "2026H2-skill", "2026H2"
PEOPLE = (("C0001", "样例甲"), ("C0002", "样例乙"), ("C0003", "样例丙"), ("C0004", "样例丁"))
TIMES = ("2026-11-21T09:00:00+08:00", "2026-11-21T09:35:00+08:00")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Bench:
    """A workbook's root and a data folder, the command line on them, and a look behind it.

    ``url`` is that of a database on a server; empty for SQLite in the data folder.
    """

    root: Path
    data: Path
    url: str = ""

    def __call__(self, *words: object, database: str = "") -> Ran:
        url = database or self.url
        return lianbing("--root", self.root, "--data", self.data, "--database", url, "--who", "测试员", *words)

    def argv(self, *words: object) -> list[str]:
        """The same call for a process of its own."""
        line = "from lianbing.cli import main; main()"
        options = ("--root", self.root, "--data", self.data, "--database", self.url, "--who", "测试员")
        return [sys.executable, "-c", line, *map(str, (*options, *words))]

    def process(self, *words: object, env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(self.argv(*words), capture_output=True, check=False, timeout=120, env=env)
        encoding = (env or {}).get("PYTHONIOENCODING", "utf-8").partition(":")[0]
        return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    @property
    def workspace(self) -> Workspace:
        return Workspace(root=self.root, data=self.data, database=self.url)

    @property
    def database(self) -> Path:
        return self.data / "lianbing.db"

    @property
    def booklets(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.data / "drills" / DRILL / "答题册").iterdir()}

    @property
    def reports(self) -> Path:
        return self.data / "reports" / PERIOD

    @contextmanager
    def sql(self) -> Iterator[sqlite3.Connection]:
        """A connection past the program, as a tamperer or an auditor would have it."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def tamper(self, statement: str, *values: object) -> None:
        """Runs a statement past the program, foreign keys or not; ``?`` stands for a value."""
        if self.url:
            with connected(self.url) as connection:
                connection.execute("set session_replication_role = replica")
                connection.execute(statement.replace("?", "%s"), values or None)
            return
        with self.sql() as connection:
            connection.execute("pragma foreign_keys=off")
            connection.execute(statement, values)

    def rows(self, table: str, where: str = "1 = 1") -> list[dict[str, Any]]:
        query = f"select * from {table} where {where} order by 1"
        if self.url:
            with connected(self.url) as connection:
                if connection.execute("select to_regclass(%s)", (table,)).fetchone() == {"to_regclass": None}:
                    return []
                return [*connection.execute(query)]
        if not self.database.exists():
            return []
        with self.sql() as connection:
            return [dict(row) for row in connection.execute(query)]

    def ledger(self, where: str = "1 = 1") -> list[dict[str, Any]]:
        return self.rows("ledger", where)

    def marks(self) -> dict[tuple[str, str], str | None]:
        """The newest points of each item of each person."""
        return {(row["employee"], row["item"]): row["after"] for row in self.ledger()}

    def paper(self, employee: str) -> IssuedPaper:
        (row,) = self.rows("paper", f"employee = '{employee}'")
        return IssuedPaper(paper=paper_from_json(json.loads(row["content"])), token=row["token"], digest=row["digest"])

    def run_folder(self, employee: str) -> Path:
        return self.data / "runs" / DRILL / f"{DRILL}-{employee}"

    def answers(self, employee: str, wrong: int = 0) -> dict[str, Any]:
        """All right but the first ``wrong`` ones."""
        items = self.paper(employee).paper.items
        return {item.item.id: answer_of(item, right=place >= wrong) for place, item in enumerate(items)}

    def item(self, employee: str, kind: str, place: int = 0) -> str:
        """The id of an item of a type on someone's paper."""
        items = self.paper(employee).paper.items
        return [item.item.id for item in items if item.item.type.name == kind][place]

    def submission(
        self,
        employee: str,
        wrong: int = 0,
        times: tuple[str, str] = TIMES,
        said: Mapping[str, object] | None = None,
    ) -> dict[str, Any]:
        """A submission as JSON; ``said`` overwrites answers by item id."""
        issued = self.paper(employee)
        answers: Any = {**self.answers(employee, wrong), **(said or {})}
        notebook: dict[str, Any] = json.loads(saved(issued.paper, answers, times, issued.token))
        return notebook

    def hand_in(self, inbox: Path, employee: str, wrong: int = 0, said: Mapping[str, object] | None = None) -> Path:
        """Writes a submission into ``inbox`` as the booklet would name it."""
        return put(inbox / f"{DRILL}-{employee}.ipynb", self.submission(employee, wrong, said=said))

    def standings(self) -> dict[str, dict[str, Any]]:
        """The assessment's line of each person."""
        ran = self("assess", PERIOD, "--json")
        assert ran.code == 0, ran.said
        return {result["employee"]["id"]: result for result in ran.data["results"]}

    def kept(self, content: bytes) -> bool:
        """Whether the bytes of a file are kept under their SHA-256."""
        path = self.data / "submissions" / f"{sha256(content)}.ipynb"
        return path.is_file() and path.read_bytes() == content


def lianbing(*words: object) -> Ran:
    """The command line in this process: what ``main`` runs, without the exit."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    argv = ["lianbing", *(str(word) for word in words)]
    with mock.patch.object(sys, "argv", argv), redirect_stdout(out), redirect_stderr(err):
        code = _run()
    return Ran(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def answer_of(item: PaperItem, right: bool) -> Any:
    match item.item.key:
        case ChoiceKey(correct=correct, options=options):
            return correct if right else next(option for option in options if option != correct)
        case MultipleKey(correct=several):
            return [*sorted(several)] if right else [min(several)]
        case TrueFalseKey(correct=truth):
            return truth is right
        case NumericKey(value=value):
            return plain(value if right else value + 1)


def put(path: Path, content: object) -> Path:
    """Writes bytes as they are, text as UTF-8 and anything else as the JSON of a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_bytes(notebook_bytes(content) if not isinstance(content, str) else content.encode())
    return path


def notebook_bytes(notebook: object) -> bytes:
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def roster_text(people: tuple[tuple[str, str], ...], team: str = "城区一部") -> str:
    return "工号,姓名,部门\n" + "".join(f"{number},{name},{team}\n" for number, name in people)


def told(ran: Ran, *pieces: str, code: int = 1) -> None:
    """The command refused with a sentence for a person that says all of ``pieces``."""
    assert ran.code == code, ran.said
    assert CHINESE.search(ran.err), ran.said
    assert "Traceback" not in ran.said
    for piece in pieces:
        assert piece in ran.err, f"{piece!r} is missing in: {ran.err}"
