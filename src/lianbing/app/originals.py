"""Whether every file that came in is still there to the byte, and says what was noted of it."""

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
    """The bytes of a submission as they came in; raises StoreFault where they are gone or others."""
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
    """A sentence for each file that is gone or changed, and for each note that is not what its file says."""
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
    person = f"{cover.employee} 的答卷 " if cover else ""
    return f"{person}{submission.file_name}（练兵 {submission.drill}）"


def _says_so(submission: StoredSubmission, content: bytes, covers: Mapping[str, Cover]) -> bool:
    try:
        original = read_submission(content)
    except SubmissionRejected:
        return False
    noted = (submission.drill, submission.paper, submission.submitted_at)
    if noted != (original.drill, original.paper, storable_time(original.submitted_at)):
        return False
    cover = covers.get(original.paper)  # a paper that is damaged itself is told of elsewhere
    return cover is None or (cover.employee, cover.token) == (original.employee, original.token)


def unnoted_files(workspace: Workspace, submissions: Iterable[StoredSubmission]) -> Iterator[str]:
    """A sentence for each kept file that the store knows nothing of: the note was lost, or never made."""
    folder = workspace.submission_file("x").parent
    known = {submission.digest for submission in submissions}
    for path in sorted(folder.glob("*.ipynb")):
        if path.stem not in known:
            yield f"{path} 没有登记：收卷时中断过，或登记被删掉了；请把这个文件再收一次（lianbing drill collect）"


def unproven_papers(workspace: Workspace, covers: Iterable[Cover]) -> Iterator[str]:
    """A sentence for the secret if it is gone, and for each paper whose token is not made of it."""
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
