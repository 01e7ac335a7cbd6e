"""purge: takes people out of everything that is kept, and leaves the ledger's chain and the others' results whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lianbing.app.auditing import verify_ledger
from lianbing.app.drills.recording import given_reason
from lianbing.app.originals import original
from lianbing.app.periods.recording import record_event
from lianbing.app.privacy import leftovers
from lianbing.app.privacy.people_held import PersonHeld, people_held, traces_of
from lianbing.app.privacy.session_people import add_people, session_traces
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.domain.kernel.periods import Period
from lianbing.domain.privacy.purges import Purge, Removal
from lianbing.domain.privacy.retention import Medium, RetentionRule
from lianbing.domain.privacy.traces import Traces
from lianbing.errors import NothingToDo, StoreFault, UnknownReference, WrongUsage
from lianbing.store.purging import Target
from lianbing.store.records import Records

_CODE = 8


@dataclass(frozen=True, kw_only=True)
class PurgeRequest:
    """Whom to purge: people by number, or everybody whose last period ended before ``before`` (a period).

    With neither, everybody whose records need not be kept any more.
    """

    numbers: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonToPurge:
    """A person who would be purged; ``kept_until`` says for each medium until when records should be kept."""

    number: str
    name: str
    unit: str
    last_period: str
    papers: int
    kept_until: dict[str, str]
    is_early: bool


@dataclass(frozen=True, kw_only=True)
class PurgePlan:
    """What a purge would remove.

    ``others`` are files that came in, could not be read as submissions, and name these people. ``files`` are removed,
    ``lists`` lose these people's lines, both relative to the data folder. ``code`` confirms just this.
    """

    people: tuple[PersonToPurge, ...]
    rule: str
    entries: int
    papers: int
    others: tuple[str, ...]
    files: tuple[str, ...]
    lists: tuple[str, ...]
    code: str


@dataclass(frozen=True, kw_only=True)
class PurgeOutcome:
    """What was removed, the number of the record of it, and where texts of others still name these people."""

    sequence: int
    removal: Removal
    changed: int
    mentions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    plan: PurgePlan
    target: Target
    left: leftovers.Leftovers
    mentions: tuple[str, ...]


def preview_purge(workspace: Workspace, request: PurgeRequest) -> PurgePlan:
    """Says what a purge would remove, and changes nothing.

    Raises:
        WrongUsage: both ways of naming people at once, or their records have to be kept longer.
        UnknownReference: nobody has such a number, or there is no rule. NothingToDo: the rule meets nobody.
    """
    with workspace.store.transaction() as records:
        return _prepare(workspace, records, request).plan


def purge(workspace: Workspace, request: PurgeRequest, code: str, reason: str) -> PurgeOutcome:
    """Removes what the preview with this code has shown. Killed and run again, it comes to the same end.

    Raises:
        WrongUsage: no reason, one that names the person, or another code than that of now.
        DataChanged: what is kept is not as it was written, which a purge would cover up.
        The others as :func:`preview_purge`.
    """
    reason = given_reason(reason)
    verify_ledger(workspace)
    with workspace.store.writing() as records:
        prepared = _prepare(workspace, records, request)
        if prepared.plan.code != code.strip().upper():
            raise WrongUsage(f"校验号 {code} 对不上：现在要清除的与看过的不一样。不写 --confirm 再看一遍，再确认")
        _refuse_names(reason, prepared.target.traces)
        leftovers.note(workspace, prepared.plan.code, prepared.left)
        removed = records.purging.purge(prepared.target)
        content = Purge(
            people=len(prepared.plan.people),
            rule=prepared.plan.rule,
            code=prepared.plan.code,
            removal=removed.removal,
            changed=removed.changed,
        )
        event = record_event(workspace, records, workspace.now()[:4], content, reason=reason)
        mentions = (*records.purging.mentions(prepared.target.traces), *prepared.mentions)
    leftovers.finish(workspace)
    return PurgeOutcome(
        sequence=event.sequence, removal=removed.removal, changed=len(removed.changed), mentions=mentions
    )


def _refuse_names(reason: str, traces: Traces) -> None:
    named = traces.named_in(reason) or any(number in reason for number in traces.numbers)
    if named:
        raise WrongUsage("理由里不要写这个人的姓名和工号：清除的记载会一直留着。写依据，例如“保存年限已满”")


def _prepare(workspace: Workspace, records: Records, request: PurgeRequest) -> _Prepared:
    everybody = people_held(records)
    add_people(workspace, everybody)
    rules = workspace.workbook.retention
    chosen, rule = _chosen(everybody, rules, request, workspace.now()[:10])
    traces = traces_of(chosen, everybody)
    accepted, others = _files(workspace, records, traces)
    target = Target(traces=traces, files=frozenset(each.digest for each in (*accepted, *others)))
    drills = {cover.drill for person in chosen for cover in person.covers} | {each.drill for each in others}
    periods = {period.code for person in chosen for period in person.periods}
    sessions = session_traces(workspace, traces)
    paths = (
        *(workspace.submission_file(digest) for digest in sorted(target.files)),
        *leftovers.files_of(workspace, traces, sorted(drills), periods),
        *sessions.removed,
    )
    named, lists, mentions = (
        tuple(path.relative_to(workspace.data).as_posix() for path in files if path.exists())
        for files in (paths, sessions.changed, sessions.mentions)
    )
    entries = [entry.digest for paper in sorted(traces.papers) for entry in records.ledger.of_paper(paper)]
    people = tuple(_shown(person, rules, workspace.now()[:10]) for person in chosen)
    seen = [[person.number for person in people], sorted(traces.papers), entries, sorted(target.files), rule, [*lists]]
    plan = PurgePlan(
        people=people,
        rule=rule,
        entries=len(entries),
        papers=len(traces.papers),
        others=tuple(each.file_name for each in others),
        files=named,
        lists=lists,
        code=digest_of_text(canonical(seen))[:_CODE].upper(),
    )
    left = leftovers.Leftovers(removed=paths, changed=sessions.changed, traces=traces)
    return _Prepared(plan=plan, target=target, left=left, mentions=mentions)


def _chosen(
    everybody: dict[str, PersonHeld], rules: Sequence[RetentionRule], request: PurgeRequest, today: str
) -> tuple[list[PersonHeld], str]:
    """The people whom a request means, and the rule in words."""
    if request.numbers and request.before:
        raise WrongUsage("--number 和 --before 只用一种")
    if request.numbers:
        unknown = [number for number in request.numbers if number not in everybody]
        if unknown:
            raise UnknownReference(f"没有工号 {'、'.join(unknown)} 的记录：核对工号；也可能已经清除过")
        return [everybody[number] for number in dict.fromkeys(request.numbers)], "指定工号"
    rule = next((rule for rule in rules if rule.medium is Medium.ELECTRONIC), None)
    if rule is None:
        raise UnknownReference("grading/retention.yml 里没有电子档案（electronic）的保存年限：先写上，再按年限清除")
    known = {number: person.last_period for number, person in sorted(everybody.items())}
    if not request.before:
        due = [number for number, last in known.items() if last and rule.is_over(last, today)]
        return _somebody(everybody, due), f"{rule.medium.label}保存 {rule.years} 年期满"
    limit = Period.parse(request.before)
    due = [number for number, last in known.items() if last and last.last < limit.first]
    early = [number for number in due if not rule.is_over(known[number] or limit, today)]
    if early:
        kept = f"{rule.medium.label}还没有存满 {rule.years} 年（grading/retention.yml）"
        raise WrongUsage(
            f"{'、'.join(early)} 的{kept}，一个人也没有清除："
            "换一个更早的考评期；个别人确要提前的，用 --number 逐个写明依据"
        )
    return _somebody(everybody, due), f"最后的考评期在 {limit.code} 以前结束"


def _somebody(everybody: dict[str, PersonHeld], numbers: Collection[str]) -> list[PersonHeld]:
    if not numbers:
        raise NothingToDo("没有人的记录到了可以清除的时候")
    return [everybody[number] for number in numbers]


def _shown(person: PersonHeld, rules: Sequence[RetentionRule], today: str) -> PersonToPurge:
    last = person.last_period
    electronic = [rule for rule in rules if rule.medium is Medium.ELECTRONIC]
    return PersonToPurge(
        number=person.number,
        name=person.name,
        unit=person.unit,
        last_period=last.code if last else "",
        papers=len(person.covers),
        kept_until={rule.medium.label: rule.kept_until(last) for rule in rules} if last else {},
        is_early=any(last is not None and not rule.is_over(last, today) for rule in electronic),
    )


def _files(
    workspace: Workspace, records: Records, traces: Traces
) -> tuple[list[StoredSubmission], list[StoredSubmission]]:
    """The accepted submissions of these people, and other files that name them."""
    accepted, others = [], []
    for each in records.submissions.all([]):
        if each.state is SubmissionState.ACCEPTED:
            if each.paper in traces.papers:
                accepted.append(each)
        elif any(pattern.search(text) for pattern, text in _looked_up(workspace, each, traces)):
            others.append(each)
    return accepted, others


def _looked_up(
    workspace: Workspace, submission: StoredSubmission, traces: Traces
) -> Iterator[tuple[re.Pattern[bytes], bytes]]:
    """What to look for in a file that was not accepted: papers, numbers and names in it and in its name."""
    try:
        content = original(workspace, submission.digest)
    except StoreFault:  # a lost file can only be told by its name
        content = b""
    escaped = [name.encode("ascii", "backslashreplace").decode() for name in traces.names]
    names = _any_of((*traces.names, *escaped))
    numbers = _any_of((*traces.papers, *traces.numbers), rb"(?<![0-9A-Za-z_])", rb"(?![0-9A-Za-z_])")
    called = f"{submission.file_name}\n{submission.reason}".encode()
    quoted = _any_of((*traces.papers, *traces.numbers), b'"', b'"')
    yield from ((names, called), (numbers, called), (names, content), (quoted, content))


def _any_of(words: Iterable[str], before: bytes = b"", after: bytes = b"") -> re.Pattern[bytes]:
    alternatives = b"|".join(re.escape(word.encode()) for word in sorted(words))
    return re.compile(before + b"(?:" + alternatives + b")" + after if alternatives else rb"(?!)")
