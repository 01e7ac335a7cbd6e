"""session pack: what a session takes into the room, then everything that is printed or shown in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lianbing.app.sessions.earlier_answers import EarlierAnswers, earlier_answers, expectation_of
from lianbing.app.sessions.materials import MaterialFolder, SessionMaterial
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.calendar import month_of
from lianbing.domain.sessions.forms import LENGTH, ChosenForms, serves_quiz
from lianbing.domain.sessions.plans import ParallelForms, SessionPlan
from lianbing.errors import Fault, NothingToDo, SessionFaults
from lianbing.files import write_if_changed
from lianbing.sessions.computers import LOCK, is_held
from lianbing.sessions.documents.balance import balance_line
from lianbing.sessions.documents.trainer_notes import TrainerBackground
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.plan_reading import read_plan
from lianbing.sessions.preparing import choose, prepare
from lianbing.sessions.reading import SessionFiles, read_session
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession


@dataclass(frozen=True, kw_only=True)
class PackChoice:
    """What to make: some materials (none: all); ``length`` of a form that is chosen here, 0 for that of the rules.

    ``as_packed`` leaves what was packed before as it is, whatever the plan and the bank say now.
    """

    only: tuple[SessionMaterial, ...] = ()
    length: int = 0
    as_packed: bool = False


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What was written, which questions were chosen and how alike the forms are.

    ``is_chosen`` says that the program chose the forms. ``notes`` are sentences that the trainer should know,
    ``missing`` is what could not be made here, in sentences.
    """

    folder: Path
    files: tuple[Path, ...]
    forms: ParallelForms
    is_chosen: bool
    balance: str
    notes: tuple[str, ...]
    missing: tuple[str, ...]


def pack(workspace: Workspace, session: str, choice: PackChoice | None = None) -> Packed:
    """Writes ``prepared.json`` and then the materials of a session; the same plan and bank give the same bytes.

    Raises:
        WrongUsage: no id of a session. UnknownReference: no plan. NothingToDo: ``as_packed``, and nothing was packed.
        SessionFaults: faults of the plan, or what was answered in the room would not be known any more.
    """
    month_of(session)
    choice = choice or PackChoice()
    files = read_session(SessionFolder(workspace.sessions / session))
    earlier = earlier_answers(workspace)
    if choice.as_packed:
        packed = _packed_before(files)
        chosen = _chosen(workspace, packed.plan, earlier, len(packed.plan.forms.a))
    else:
        plan = read_plan(files.folder.plan, workspace.workbook)
        rules = workspace.workbook.sessions
        length = len(plan.forms.a) or choice.length or (rules.quiz if rules else LENGTH)
        chosen = _chosen(workspace, _with_forms_of(plan, files, workspace), earlier, length)
        packed = _kept(files, prepare(replace(plan, forms=chosen.forms), workspace.workbook, workspace.now()))
        write_if_changed(files.folder.prepared, canonical(PREPARED.encode(packed)).encode())
    background = TrainerBackground(balance=chosen.balance, shortages=chosen.shortages, figures=earlier.figures)
    making = MaterialFolder(workspace.workbook, files, packed, background)
    making.make(choice.only or tuple(SessionMaterial), workspace.progress)
    unread = f"{earlier.unread} 处以前的作答读不出来，估难易没有用它们：lianbing bank analyse 逐条列出"
    return Packed(
        folder=files.folder.path,
        files=tuple(making.written),
        forms=packed.plan.forms,
        is_chosen=not choice.as_packed and not plan.forms.a and bool(packed.plan.forms.a),
        balance=balance_line(chosen.balance),
        notes=(*_swapped(files, packed), *chosen.shortages, *making.notes, *([unread] if earlier.unread else [])),
        missing=tuple(making.missing),
    )


def _packed_before(files: SessionFiles) -> PreparedSession:
    if files.prepared is None:
        if damaged := files.faults_of(files.folder.prepared):
            raise SessionFaults(damaged)
        raise NothingToDo(f"{files.folder.id} 还没有打包过：不加 --as-packed 再运行一次")
    return files.prepared


def _chosen(workspace: Workspace, plan: SessionPlan, earlier: EarlierAnswers, length: int) -> ChosenForms:
    return choose(plan, workspace.workbook, expectation_of(workspace, earlier.figures), length)


def _with_forms_of(plan: SessionPlan, files: SessionFiles, workspace: Workspace) -> SessionPlan:
    """The plan with the forms that were chosen for it before, as long as they can still be asked."""
    before = files.prepared.plan if files.prepared else None
    if plan.forms.a or before is None or replace(before, forms=plan.forms) != plan:
        return plan
    questions = workspace.workbook.questions
    if not all(item in questions and serves_quiz(questions[item]) for item in (*before.forms.a, *before.forms.b)):
        return plan
    return replace(plan, forms=before.forms)


def _kept(files: SessionFiles, new: PreparedSession) -> PreparedSession:
    """What was packed before where the new is the same; raises SessionFaults if something was answered since."""
    old = files.prepared
    if old and replace(old, at=new.at) == new:
        return old
    held = files.held
    if any(is_held(computer / LOCK) for computer in files.folder.journals):
        raise _faulty(files, _running(files))
    answered = len(held.ballots) + len(held.quiz_answers) + sum(sum(scene.votes.values()) for scene in held.scenes)
    if not answered and any(each.faults for each in files.journals):
        raise _faulty(files, f"上课的记录读不全，不知道有没有人作答，所以没有重新打包。{_otherwise(files)}")
    if not answered:
        return new
    if old is None:
        raise _faulty(files, "已经有人作答，题却不知道了：从上课的电脑把当时的 prepared.json 拷回来，再打包")
    message = f"这次培训已经有人作答（{answered} 个答案），题和计划换了就对不上，所以没有重新打包。{_otherwise(files)}"
    raise _faulty(files, message)


def _running(files: SessionFiles) -> str:
    present = len(files.held.present)
    signed = f"，已经有 {present} 人签到" if present else ""
    return (
        f"这次培训现在开着{signed}；题和计划换了，手机上还是原来的，所以没有重新打包。"
        f"先在开着的那个窗口按 Ctrl+C 停下，再打包；只重印材料：lianbing session pack {files.folder.id} --as-packed"
    )


def _otherwise(files: SessionFiles) -> str:
    return (
        f"只重印材料：lianbing session pack {files.folder.id} --as-packed；"
        f"再办一次：另用一个编号，例如 {month_of(files.folder.id)}-2"
    )


def _swapped(files: SessionFiles, packed: PreparedSession) -> tuple[str, ...]:
    """What to know where people signed in before the questions changed."""
    present = len(files.held.present)
    if not present or files.prepared is None or packed == files.prepared:
        return ()
    return (f"已经有 {present} 人签到，还没有人作答：题和计划照新的换了，以前打印的、放出来的不要再用",)


def _faulty(files: SessionFiles, message: str) -> SessionFaults:
    return SessionFaults([Fault(f"{files.folder.id}/{files.folder.prepared.name}", 0, message)])
