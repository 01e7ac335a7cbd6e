"""Commands called wrongly, and surroundings that are wrong: a Chinese sentence with the remedy, exit code 1 or 2."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.app.kit import DRILL, PERIOD, Bench, lianbing, put, told

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|missing|argument|error|no such|invalid|try|does|not|got|is|exist)\b", re.I
)
GROUPS = (
    "drill",
    "review",
    "ledger",
    "rating",
    "proposal",
    "period",
    "appeal",
    "coach",
    "export",
    "sample",
    "session",
    "bank",
)
COMMANDS = (
    "check", "generate", "build", "coverage", "impact",
    "drill issue", "drill withdraw", "drill correct", "drill rehearse", "drill collect", "drill status", "drill choose",
    "drill excuse", "drill extra-time", "drill close", "drill reopen", "drill log",
    "drill print", "drill pack", "drill sheet", "drill prove", "drill similarity",
    "grade", "review list", "review mark",
    "drill roster-template",
    "ledger verify", "ledger show", "ledger entry", "rating enter", "rating list", "assess", "demo", "doctor",
    "rating month", "rating month-template", "rating table", "rating template",
    "proposal list", "proposal confirm", "proposal decline",
    "review open", "review sheet", "review collect", "review progress", "review settle", "review agreement",
    "rating sheet", "rating collect", "report", "period log",
    "appeal publish", "appeal notice", "appeal end", "appeal file", "appeal accept", "appeal refuse", "appeal withdraw",
    "appeal review", "appeal answer", "appeal list", "appeal overdue", "appeal register", "appeal sheet",
    "coach types", "coach choose", "coach plan", "coach follow", "coach list", "coach due", "coach record",
    "coach sheet", "coach collect", "export marks", "purge",
    "bank analyse",
    "session plan", "session list",
    "session pack", "session live", "session record", "session sign", "session hours",
    "session quiz", "session quiz-sheet",
    "sample year", "sample answers", "sample marks", "sample correct", "sample phones",
)  # fmt: skip

WRONG = {
    "nothing": ("", "命令"),
    "group": ("drill", "collect"),
    "command": ("gradee", "没有命令", "gradee"),
    "subcommand": ("drill isue", "没有命令", "isue"),
    "option": (f"grade {DRILL} --jason", "没有选项 --jason"),
    "global-option": ("--rooot . check", "没有选项 --rooot", "--root"),
    "no-drill": ("grade", "少了", "练兵"),
    "no-roster": (f"drill issue {DRILL}", "少了", "--roster"),
    "no-files": (f"drill collect {DRILL}", "少了", "文件"),
    "no-why": (f"review mark {DRILL} C0001 vis-0001 3", "少了", "--why"),
    "no-period": ("assess", "少了", "考评期"),
    "extra": (f"grade {DRILL} 更多", "多了参数", "更多"),
    "value-missing": (f"drill issue {DRILL} --roster", "--roster", "要带一个值"),
    "flag-with-value": ("check --json=yes", "--json", "不带值"),
    "old-missing": ("impact /没有这个目录", "没有这个目录"),
    "old-a-file": (f"impact {__file__}", "旧版目录"),
    "no-number": (f"review mark {DRILL} C0001 vis-0001 三分 --why x", "三分", "不是数字"),
    "nan": (f"review mark {DRILL} C0001 vis-0001 NaN --why x", "NaN", "不是数字"),
    "period": ("assess 2026H3", "2026H3", "2026H2"),
    "period-month": ("assess 2026-13", "2026-13", "2026-11"),
}


@pytest.mark.parametrize(("line", "pieces"), [(line, pieces) for line, *pieces in WRONG.values()], ids=WRONG)
def test_a_wrong_call_is_explained_in_chinese(issued_once: Bench, line: str, pieces: list[str]) -> None:
    ran = issued_once(*line.split())
    told(ran, *pieces, code=2)
    assert ran.out == ""
    own_words = re.sub(r"lianbing[a-z ]* --help", "", ran.err)
    assert not ENGLISH.findall(re.sub(r"-?-[a-z]+|\S*/\S*", "", own_words)), own_words


@pytest.mark.parametrize("command", ["", *GROUPS, *COMMANDS])
def test_help_is_chinese_throughout(command: str) -> None:
    ran = lianbing(*command.split(), "--help")
    assert ran.code == 0
    assert "用法：lianbing" in ran.out
    assert not re.search(r"\b(Usage|Options|Commands|OPTIONS|ARGS|TEXT|PATH|required|default|Show)\b", ran.out), ran.out


def test_every_command_of_the_design_is_there_and_tested_here() -> None:
    from lianbing.cli.group import cli

    found = set()
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        found |= {f"{name} {sub}" for sub in command.commands} if isinstance(command, click.Group) else {name}
    assert found == set(COMMANDS)


UNKNOWN = {
    "issue": ("drill issue 2026H1-x --roster {roster}", "2026H1-x", DRILL),
    "collect": ("drill collect 2026H1-x {roster}", "2026H1-x", "drill issue"),
    "status": ("drill status 2026H1-x", "2026H1-x", "drill issue"),
    "grade": ("grade 2026H1-x", "2026H1-x", "drill collect"),
    "grade-too-early": ("grade " + DRILL, "还没有收到答卷", "drill collect"),
    "list": ("review list 2026H1-x", "2026H1-x"),
    "mark": ("review mark 2026H1-x C0001 vis-0001 1 --why x", "2026H1-x", "核对"),
    "mark-person": ("review mark " + DRILL + " C9 vis-0001 1 --why x", "C9", "核对"),
    "mark-item": ("review mark " + DRILL + " C0001 nil-1 1 --why x", "nil-1", "核对"),
    "show": ("ledger show 2026H1-x C0001", "2026H1-x", "核对"),
    "show-person": ("ledger show " + DRILL + " C9999", "C9999", "核对"),
    "period": ("assess 2025H1", "2025H1", "drill issue"),
    "period-before-its-parts": ("assess 2026Q3", "2026 年 07 月", "lianbing assess 2026-07"),
    "scheme": ("assess 2026H2 --scheme nil", "nil", "half-year-skill"),
    "rebuild": ("assess 2026H2 --rebuild", "assess 2026H2"),
}


@pytest.mark.parametrize(("line", "pieces"), [(line, pieces) for line, *pieces in UNKNOWN.values()], ids=UNKNOWN)
def test_what_does_not_exist_is_named_with_what_does(
    issued_once: Bench, roster: Path, line: str, pieces: list[str]
) -> None:
    told(issued_once(*line.format(roster=roster).split()), *pieces)


def test_a_scheme_is_used_on_periods_of_its_own_length_alone(issued_once: Bench) -> None:
    ran = issued_once("assess", "2026-11", "--scheme", "half-year-skill")
    told(ran, "half-year-skill", "按半年", "2026 年 11 月", code=2)


@pytest.mark.parametrize("points", ["-0.5", "3.01", "1e9"])
def test_a_review_outside_of_what_the_item_is_worth(graded: Bench, points: str) -> None:
    before = graded.ledger()
    item = graded.item("C0001", "single")
    ran = graded("review", "mark", DRILL, "C0001", item, "--why", "x", "--", points)
    told(ran, "0 到 3 之间", code=2)
    assert graded.ledger() == before


def test_a_review_without_a_reason(graded: Bench) -> None:
    item = graded.item("C0001", "single")
    told(graded("review", "mark", DRILL, "C0001", item, "1", "--why", "  "), "--why", code=2)


def test_a_review_finer_than_marks_are(graded: Bench) -> None:
    """Points have two decimals everywhere else; more would not even fit into the ledger's column."""
    item = graded.item("C0001", "single")
    ran = graded("review", "mark", DRILL, "C0001", item, "1." + "3" * 40, "--why", "x")
    assert ran.code == 2 or len(str(graded.ledger()[-1]["after"])) <= 4


def test_a_review_before_grading(collected: Bench) -> None:
    item = collected.item("C0001", "single")
    told(collected("review", "mark", DRILL, "C0001", item, "1", "--why", "x"), "还没有判过", f"lianbing grade {DRILL}")


@pytest.mark.parametrize("command", ["check", "generate --check", "coverage", "drill issue x --roster y"])
def test_a_root_without_content(tmp_path: Path, command: str) -> None:
    told(lianbing("--root", tmp_path, *command.split()), str(tmp_path), "standards/", "--root", code=2)


@pytest.mark.parametrize(
    "command", ["ledger verify", f"drill status {DRILL}", f"grade {DRILL}", f"assess {PERIOD} --rebuild"]
)
def test_the_wrong_folder_is_not_an_empty_store(tmp_path: Path, command: str) -> None:
    """Run elsewhere by mistake: to find no entries there and call them whole would be a lie, and a litter of files."""
    ran = lianbing("--root", tmp_path, *command.split())
    told(ran, code=ran.code or 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    ["不是地址", "foo", "sqlite:////没有/这里/x.db", "postgresql://h/db", "mysql+foo://x/y", "postgresql://h:port/db",
     "sqlite:///x.db?foo=bar"],
)  # fmt: skip
def test_a_wrong_database_url(issued_once: Bench, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told(issued_once("ledger", "verify", database=url), "数据库")
    assert list(tmp_path.iterdir()) == []


def test_a_password_in_a_database_url_is_not_shown(issued_once: Bench) -> None:
    ran = issued_once("ledger", "verify", database="sqlite://user:geheim@/没有/x.db")
    told(ran, "数据库")
    assert "geheim" not in ran.said


@pytest.mark.parametrize("command", ["ledger verify", f"drill status {DRILL}", f"grade {DRILL}", f"assess {PERIOD}"])
def test_a_damaged_database(graded: Bench, command: str) -> None:
    for path in graded.data.glob("lianbing.db*"):
        path.unlink()
    put(graded.database, damaged := b"SQLite format 3\0" + bytes(range(256)) * 40)
    told(graded(*command.split()), "数据库", "损坏")
    assert graded.database.read_bytes() == damaged


def test_a_database_that_is_damaged_in_the_middle(graded: Bench) -> None:
    with graded.sql() as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    whole = bytearray(graded.database.read_bytes())
    for start in range(8192, len(whole), 4096):
        whole[start : start + 512] = b"\xa5" * 512
    graded.database.write_bytes(whole)
    told(graded("ledger", "verify"), "数据库", "损坏")


def test_a_database_of_a_newer_program(graded: Bench) -> None:
    with graded.sql() as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    told(graded("ledger", "verify"), "更新版本", "升级")


def test_a_database_of_another_program(empty: Bench) -> None:
    empty.data.mkdir()
    with empty.sql() as connection:
        connection.execute("create table drill (x)")
    told(empty("ledger", "verify"), "数据库")


def test_a_database_that_somebody_else_is_writing_to(graded: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from lianbing.store import database

    def impatient(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("pragma busy_timeout=50")

    monkeypatch.setattr(database, "_safe_sqlite", impatient)
    with graded.sql() as connection:
        connection.execute("begin immediate")
        ran = graded("assess", PERIOD)
    told(ran, "数据库")
    assert graded("assess", PERIOD).code == 0


SECRETS = {"empty": b"", "cut": b"ab12", "not-hex": b"x" * 64, "binary": bytes(range(128, 160))}


@pytest.mark.parametrize("content", SECRETS.values(), ids=SECRETS)
def test_a_damaged_secret(issued: Bench, inbox: Path, roster_of: Callable[..., Path], content: bytes) -> None:
    put(issued.data / "secret", content)
    before = issued.rows("paper")
    told(issued("drill", "collect", DRILL, inbox), "密钥文件", "备份恢复")
    told(issued("drill", "issue", DRILL, "--roster", roster_of(("C0009", "样例"))), "密钥文件", "备份恢复")
    assert (issued.data / "secret").read_bytes() == content
    assert issued.rows("paper") == before
    assert "quarantined" not in {row["state"] for row in issued.rows("submission")}


@pytest.mark.parametrize("how", ["lost", "another"])
def test_a_secret_that_is_not_the_one_the_papers_were_issued_with(
    issued: Bench, inbox: Path, roster_of: Callable[..., Path], how: str
) -> None:
    """Everybody's token would be called changed: the learners are blamed for what the folder lost."""
    secret = issued.data / "secret"
    secret.unlink()
    if how == "another":
        put(secret, b"ab" * 32)
    told(issued("drill", "collect", DRILL, inbox), "密钥", "备份恢复")
    assert "changed-token" not in {row["code"] for row in issued.rows("submission")}
    told(issued("drill", "issue", DRILL, "--roster", roster_of(("C0009", "样例"))), "密钥", "备份恢复")
    assert not issued.rows("paper", "employee = 'C0009'")
    assert secret.exists() == (how == "another")


def test_a_data_folder_that_is_a_file(shipped: Path, tmp_path: Path) -> None:
    told(Bench(shipped, put(tmp_path / "数据", "x"))("ledger", "verify"), "数据")


def test_a_report_that_is_open_elsewhere(graded: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows an open workbook can't be replaced."""
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if Path(target).name == "考评表.xlsx":
            raise PermissionError(errno.EACCES, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    told(graded("assess", PERIOD), "考评表.xlsx", "关闭")


def test_a_folder_in_the_place_of_a_report_is_named(graded: Bench) -> None:
    (graded.reports / "考评表.xlsx").mkdir(parents=True)
    told(graded("assess", PERIOD), "考评表.xlsx", "那里是文件夹")


def test_a_terminal_that_can_t_show_every_character(empty: Bench, roster_of: Callable[..., Path]) -> None:
    """A Chinese Windows writes GBK into pipes and files; an emoji in a name must not cost the whole list."""
    assert empty("drill", "issue", DRILL, "--roster", roster_of(("C1", "样例😀"), ("C2", "样例䶮"))).code == 0
    ran = empty.process("drill", "status", DRILL, env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert ran.code == 0, ran.said
    assert "C1" in ran.out
    assert "C2" in ran.out


def test_an_interruption_says_that_nothing_is_lost(collected: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lianbing.app.grading.accept_product", interrupted)
    told(collected("grade", DRILL), "已中断", "接着做", code=130)
    assert collected.ledger() == []


# Content


BLUEPRINT = "grading/blueprints/skill.yml"
BROKEN = {
    "syntax": ("quizzes/manners.yml", "topic: manners", "topic: [manners", "quizzes/manners.yml:1", "括号要成对"),
    "tab": ("quizzes/manners.yml", "items:", "items:\n\t- x", "quizzes/manners.yml:3", "Tab"),
    "unknown-topic": ("quizzes/manners.yml", "topic: manners", "topic: nil", "quizzes/manners.yml:", "nil"),
    "field": (BLUEPRINT, "minutes: 60", "minuten: 60", "blueprints/skill.yml:", "minuten"),
    "skill": (BLUEPRINT, "skill: analysis", "skill: magic", "blueprints/skill.yml:73", "skill"),
    "period": ("grading/drills/2026H2-skill.yml", "period: 2026H2", "period: 2026H3", "2026H2-skill.yml:1", "2026H3"),
    "old-period": (BLUEPRINT, "kind: skill", "period: 2026H2", "blueprints/skill.yml:1", "--period", "grading/drills/"),
    "blueprint": ("grading/drills/2026H2-skill.yml", "blueprint: skill", "blueprint: nil", "2026H2-skill.yml:1", "nil"),
    "topic": (BLUEPRINT, "visit-discipline: 4", "nil: 4", "blueprints/skill.yml:", "nil"),
    "weights": ("grading/schemes/half-year-skill.yml", "weight: 40", "weight: 41", "half-year-skill.yml:", "100"),
    "not-utf8": ("grading/schemes/half-year-skill.yml", None, "标题".encode("gbk"), "half-year-skill.yml:1", "UTF-8"),
    "empty": (BLUEPRINT, None, b"", "blueprints/skill.yml"),
    "list": (BLUEPRINT, None, b"- 1\n", "blueprints/skill.yml"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "pieces"), [(f, o, n, p) for f, o, n, *p in BROKEN.values()], ids=BROKEN
)
def test_broken_content_is_named_with_file_and_line_and_nothing_is_issued(
    own_content: Path, tmp_path: Path, roster: Path, file: str, old: str | None, new: str | bytes, pieces: list[str]
) -> None:
    path = own_content / file
    if isinstance(new, bytes):
        path.write_bytes(new)
    else:
        text = path.read_text(encoding="utf-8")
        assert old
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    bench = Bench(own_content, tmp_path / "data")
    told(ran := bench("check"), "处问题", *pieces)
    assert not re.search(r"\b(or|and|should|must|input|field)\b", ran.err), ran.err
    told(bench("drill", "issue", DRILL, "--roster", roster), *pieces)
    assert not bench.rows("drill")


def test_unknown_clauses_of_an_item_are_named_with_their_line(own_content: Path, tmp_path: Path) -> None:
    path = own_content / "quizzes" / "visit-flow.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip().startswith("rests_on:"))
    lines[place] = "    rests_on: [NIL-99]"
    path.write_text("\n".join(lines), encoding="utf-8")
    told(Bench(own_content, tmp_path / "data")("check"), "quizzes/visit-flow.yml:", "NIL-99")


def test_a_bank_too_small_for_the_blueprint_issues_nothing(own_content: Path, tmp_path: Path, roster: Path) -> None:
    path = own_content / "grading" / "blueprints" / "skill.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 8", "count: 800"), encoding="utf-8")
    bench = Bench(own_content, tmp_path / "data")
    told(bench("drill", "issue", DRILL, "--roster", roster), "单项选择题")
    assert not bench.rows("drill")
    assert not bench.rows("paper")


def test_graded_marks_don_t_need_the_content_they_came_from(graded: Bench, tmp_path: Path) -> None:
    """Old reports can be rebuilt from the store: the bank may have changed or be broken by then."""
    assert graded("assess", PERIOD).code == 0
    root = tmp_path / "root"
    shutil.copytree(graded.root, root)
    put(root / "quizzes" / "manners.yml", "[")
    later = Bench(root, graded.data)
    assert later("assess", PERIOD, "--rebuild").code == 0
    assert later("ledger", "verify").code == 0
    assert later("drill", "status", DRILL).code == 0
