"""What the cell of ``grading/session.ipynb`` calls: a trainer's session, live.

>>> from lianbing.notebook.training import live
>>> live("2026-12")  # doctest: +SKIP
"""

from __future__ import annotations

import secrets
import socket
from queue import Empty, Queue
from threading import Thread

import ipywidgets as widgets

from lianbing.app.sessions.earlier_answers import earlier_answers
from lianbing.app.sessions.opening import ThisComputer, address_of_session, opened_session
from lianbing.app.workspace import Workspace
from lianbing.errors import LianbingError, NothingToDo
from lianbing.grading.fragments import text
from lianbing.notebook import live_shown as shown
from lianbing.notebook.live_link import LiveLink
from lianbing.notebook.place import workspace_here
from lianbing.notebook.session_view import SessionView
from lianbing.server.running import Served, WantedPlace, serve
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.reading import read_session

__all__ = ["live"]

_SECONDS_TO_START = 30
_ENDED = "培训的服务停了。接着办：再运行这一格，或运行 lianbing session live。已经答的都存下了"


def live(session: str, data: str = "", rehearsal: bool = False) -> widgets.Widget:
    """The session ``session``, served by this notebook, or by the program that serves it already.

    It goes on until the kernel is shut down. A sentence where it can't be held. ``data`` is the data folder. A
    ``rehearsal`` begins anew each time and is not recorded.
    """
    try:
        workspace = workspace_here(data)
        prepared = read_session(SessionFolder(workspace.sessions / session)).prepared
        if prepared is None:
            raise NothingToDo(f"{session} 还没有备好材料：先运行 lianbing session pack {session}")
        figures = earlier_answers(workspace).figures if workspace.has_store else {}
        link = LiveLink(_address(workspace, session, rehearsal=rehearsal))
    except LianbingError as error:
        return widgets.HTML(f"<b>{text(error.message)}</b>")
    view = SessionView(prepared, figures, link.act, shown.links(link.screen, link.trainer))
    Thread(target=_follow, args=(link, view), daemon=True).start()
    return view.box


def _follow(link: LiveLink, view: SessionView) -> None:
    """Draws each state until the server ends."""
    try:
        for state in link.states():
            view.show(state)
    except (OSError, ValueError):
        pass
    view.say(_ENDED)


def _address(workspace: Workspace, session: str, *, rehearsal: bool) -> str:
    """Where the session is served; serves it in this process where no other program does. Raises LianbingError."""
    computer = ThisComputer(host=socket.gethostname(), random_hex=secrets.token_hex)
    address = address_of_session(workspace, session, computer, rehearsal=rehearsal)
    return address or _served_here(workspace, session, computer, rehearsal=rehearsal)


def _served_here(workspace: Workspace, session: str, computer: ThisComputer, *, rehearsal: bool) -> str:
    outcome: Queue[str | LianbingError] = Queue()

    def run() -> None:
        try:
            with opened_session(workspace, session, computer, rehearsal=rehearsal) as opened:
                serve(opened, WantedPlace(), lambda where: _note(where, outcome))
        except LianbingError as error:
            outcome.put(error)

    Thread(target=run, daemon=True).start()
    try:
        answer = outcome.get(timeout=_SECONDS_TO_START)
    except Empty:
        raise NothingToDo(f"培训的服务没有开起来：在终端里运行 lianbing session live {session} 看看") from None
    if isinstance(answer, LianbingError):
        raise answer
    return answer


def _note(where: Served, outcome: Queue[str | LianbingError]) -> None:
    outcome.put(where.trainer)
