"""Checks that every received file is unchanged on disk and matches its record in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.drills.tokens import is_token
from lianbing.errors import StoreFault, SubmissionRejected
from lianbing.store.submissions import storable_time
from lianbing.wire.submissions import read_submission, sha256

_RESTORE = "请从备份恢复 submissions 文件夹，或把本人手里的同一份文件再收一次"


def original(workspace: Workspace, digest: str) -> bytes:
    """Returns the bytes of a submission as received; raises StoreFault if they are missing or changed."""
    path = workspace.submission_file(digest)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreFault(f"找不到保存的答卷 {path.name}：{_RESTORE}") from error
    if sha256(content) != digest:
        raise StoreFault(f"保存的答卷 {path.name} 字节变了（SHA-256 对不上）：{_RESTORE}")
    return content


def lost_originals(
    workspace: Workspace, submissions: Iterable[StoredSubmission], covers: Mapping[str, Cover]
) -> Iterator[str]:
    """Describes each received file that is missing or changed, and each record that contradicts its file."""
    for submission in submissions:
        whose = _whose(submission, covers)
        try:
            content = original(workspace, submission.digest)
        except StoreFault as fault:
            yield f"{whose}：{fault.message}"
            continue
        if submission.state is SubmissionState.ACCEPTED and not _says_so(submission, content, covers):
            yield f"{whose}：登记的试卷、交卷时间与文件里写的不符，登记被改动过，请从备份核对"


def _whose(submission: StoredSubmission, covers: Mapping[str, Cover]) -> str:
    cover = covers.get(submission.paper or "")
    person = f"{cover.number} 的答卷 " if cover else ""
    return f"{person}{submission.file_name}（练兵 {submission.drill}）"


def _says_so(submission: StoredSubmission, content: bytes, covers: Mapping[str, Cover]) -> bool:
    try:
        original = read_submission(content)
    except SubmissionRejected:
        return False
    noted = (submission.drill, submission.paper, submission.submitted_at)
    if noted != (original.drill, original.paper, storable_time(original.submitted_at)):
        return False
    if submission.started_at and submission.started_at != storable_time(original.started_at):
        return False  # earlier versions didn't note it
    cover = covers.get(original.paper)  # a damaged paper is reported elsewhere
    return cover is None or (original.employee in cover.numbers and original.token == cover.token)


def unnoted_files(workspace: Workspace, submissions: Iterable[StoredSubmission]) -> Iterator[str]:
    """Describes each received file on disk that has no record in the store."""
    folder = workspace.submission_file("x").parent
    known = {submission.digest for submission in submissions}
    for path in sorted(folder.glob("*.ipynb")):
        if path.stem not in known:
            yield f"{path} 没有登记：收卷时中断过，或登记被删掉了；请把这个文件再收一次（lianbing drill collect）"


def unproven_papers(workspace: Workspace, covers: Iterable[Cover]) -> Iterator[str]:
    """Reports a missing secret, and each paper whose token was not derived from the secret."""
    issued = list(covers)
    if not issued:
        return
    if not (workspace.data / "secret").exists():
        yield "密钥文件 secret 不见了：请从备份恢复，否则已发的答题册都收不回来"
        return
    foreign = [
        each for each in issued if not is_token(workspace.secret, each.token, each.drill, each.paper, each.employee)
    ]
    if len(foreign) == len(issued):
        yield "密钥文件 secret 不是发卷时的那一份：请从备份恢复，否则已发的答题册都收不回来"
        return
    for each in foreign:
        yield f"试卷 {each.paper} 的凭证与密钥不符：它被改动过，请从备份核对"
