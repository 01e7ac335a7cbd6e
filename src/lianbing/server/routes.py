"""The routes of a live session: JSON in, what the desk says of it out."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lianbing.app.sessions.acting import TrainerDesk
from lianbing.app.sessions.live import LiveDesk
from lianbing.app.sessions.live_views import LiveSurroundings, LiveViews, seat_view
from lianbing.errors import LiveRefusal, Refusal
from lianbing.server.commits import Committer
from lianbing.server.events import EventStream
from lianbing.server.hub import Hub, Listener
from lianbing.server.pages import SAFE, TITLES, page, refusal_page, script
from lianbing.widgets.assets import Bundle
from lianbing.wire.sessions.live import SEAT
from lianbing.wire.sessions.requests import ACTION, ANSWER_QUIZ, CAST_VOTE, CHOOSE, JOIN
from lianbing.wire.shapes.kinds import Kind, ShapeFault

T = TypeVar("T")
_LONGEST_BODY = 16_384
_STATUS = {
    Refusal.CODE: 403,
    Refusal.UNKNOWN: 404,
    Refusal.MOVED: 410,
    Refusal.MALFORMED: 400,
    Refusal.UNWRITTEN: 507,
}
"""All others are conflicts, 409."""
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_PORT = re.compile(r":\d*$", re.ASCII)
_UNREADABLE = "看不懂这个请求：刷新这一页再试"
_NO_KEY = "这个网址不完整：控制台要用启动时印出来的那个网址打开，里面有钥匙"
_ELSEWHERE = (
    "投影页上有签到的码，只能在培训用的这台电脑上、用启动时印出来的网址打开；在别的电脑上放投影，用控制台里的网址"
)


@dataclass(frozen=True, kw_only=True)
class Serving:
    """What the routes need besides the desk: the trainer's key, and whose requests count as made on this computer."""

    key: str
    surroundings: Callable[[frozenset[str]], LiveSurroundings]
    own_addresses: Callable[[], Collection[str]]


class LiveRoutes:
    """The routes of one session."""

    def __init__(self, desk: LiveDesk, serving: Serving) -> None:
        self._desk = desk
        self._trainer = TrainerDesk(desk)
        self._serving = serving
        self.hub = Hub(LiveViews(desk), serving.surroundings)
        self._committer = Committer(desk, self.hub.publish)

    def application(self) -> Starlette:
        """The ASGI application."""
        post = {
            "/api/join": self._join,
            "/api/vote": self._stored(CAST_VOTE, self._desk.cast_vote),
            "/api/quiz": self._stored(ANSWER_QUIZ, self._desk.answer_quiz),
            "/api/scene": self._stored(CHOOSE, self._desk.choose),
            "/api/trainer": self._act,
        }
        get: dict[str, Any] = {
            "/": self._phone_page,
            "/screen": self._screen_page,
            "/trainer": self._trainer_page,
            "/favicon.ico": _nothing,
            "/api/me": self._me,
            "/api/phone/events": self._phone_events,
            "/api/screen/events": self._screen_events,
            "/api/trainer/events": self._trainer_events,
            **{f"/{which.value}.js": _script_route(which) for which in TITLES},
        }
        return Starlette(
            routes=[
                *(Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()),
                *(Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()),
            ],
            exception_handlers={
                LiveRefusal: _refused,
                ShapeFault: _unreadable,
                HTTPException: _no_such_page,
                Exception: _broken,
            },
        )

    # Pages

    async def _phone_page(self, _: Request) -> Response:
        return page(Bundle.LIVE_PHONE, self.hub.views.title)

    async def _screen_page(self, request: Request) -> Response:
        if not self._may_project(request):
            return refusal_page(_ELSEWHERE, 403)
        return page(Bundle.LIVE_SCREEN, self.hub.views.title)

    async def _trainer_page(self, request: Request) -> Response:
        if not self._has_key(request.query_params.get("key", "")):
            return refusal_page(_NO_KEY, 403)
        return page(Bundle.LIVE_TRAINER, self.hub.views.title)

    # Phones

    async def _join(self, request: Request) -> Response:
        wanted = JOIN.decode(await _body(request))
        address = request.client.host if request.client else ""
        entry = await self._committer.do(lambda: self._desk.join(wanted, address))
        return _json({"seat": SEAT.encode(seat_view(entry))})

    async def _me(self, request: Request) -> Response:
        entry = self._desk.seat_of(request.query_params.get("phone", ""))
        return _json({"seat": SEAT.encode(seat_view(entry))})

    async def _phone_events(self, request: Request) -> EventStream:
        phone = request.query_params.get("phone", "")
        listener = Listener(seat=self._desk.seat_of(phone).seat)

        def render() -> Mapping[str, object]:
            seat = self._desk.seat_of(phone).seat
            if seat != listener.seat:
                listener.end()  # it comes back for its new seat
            return self.hub.views.phone(seat)

        return EventStream(self.hub, listener, render)

    def _stored(self, shape: Kind[T], take: Callable[[T], None]) -> Callable[[Request], Any]:
        async def route(request: Request) -> Response:
            wanted = shape.decode(await _body(request))
            await self._committer.do(lambda: take(wanted))
            return _json({"stored": True})

        return route

    # The projector and the trainer

    async def _screen_events(self, request: Request) -> Any:
        if not self._may_project(request):
            return _json({"error": _ELSEWHERE}, 403)
        return EventStream(self.hub, Listener(), lambda: self.hub.views.screen(self.hub.around()))

    async def _trainer_events(self, request: Request) -> Any:
        if not self._has_key(request.query_params.get("key", "")):
            return _json({"error": _NO_KEY}, 403)
        return EventStream(self.hub, Listener(), lambda: self.hub.views.trainer(self.hub.around()))

    async def _act(self, request: Request) -> Response:
        fields = await _body(request)
        if not self._has_key(fields.pop("key", "")):
            return _json({"error": _NO_KEY}, 403)
        action = ACTION.decode(fields)
        await self._committer.do(lambda: self._trainer.act(action))
        return _json({})

    def _has_key(self, key: object) -> bool:
        return isinstance(key, str) and key.isascii() and hmac.compare_digest(key.encode(), self._serving.key.encode())

    def _may_project(self, request: Request) -> bool:
        """The projector shows the code, so that its page is for this computer, or for whoever has the key.

        It has to be asked for by a name of this computer as well: any page on the internet can have the name of its
        own server lead here, and would then read along in a browser on this computer.
        """
        host = request.client.host if request.client else ""
        own = self._serving.own_addresses()
        is_here = (host.startswith("127.") or host in own) and _host(request) in (*_LOOPBACK, *own)
        return is_here or self._has_key(request.query_params.get("key", ""))


def _script_route(which: Bundle) -> Callable[[Request], Any]:
    async def route(request: Request) -> Response:
        return script(which, request.headers.get("accept-encoding", ""))

    return route


async def _nothing(_: Request) -> Response:
    return Response(status_code=204, headers=SAFE)


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of a request; raises ShapeFault, or HTTPException where it is too long."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > _LONGEST_BODY:
            raise HTTPException(413)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ShapeFault("no JSON") from error
    if not isinstance(data, dict):
        raise ShapeFault("not an object")
    return data


def _host(request: Request) -> str:
    """The host that was asked for, without its port."""
    return _PORT.sub("", request.headers.get("host", "")).lower()


def _json(data: object, status: int = 200) -> Response:
    return JSONResponse(data, status_code=status, headers=SAFE)


async def _refused(_: Request, refusal: Exception) -> Response:
    if not isinstance(refusal, LiveRefusal):
        raise refusal
    people = {"people": [*refusal.details]} if refusal.details else {}
    body = {"error": refusal.message, "kind": refusal.why.value, **people}
    return _json(body, _STATUS.get(refusal.why, 409))


async def _unreadable(_: Request, __: Exception) -> Response:
    return _json({"error": _UNREADABLE}, 400)


async def _no_such_page(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    text = {413: "写得太长了：分成几次，或写短一些", 405: _UNREADABLE}.get(status, "没有这一页：扫屏幕上的码进来")
    return _json({"error": text}, status)


async def _broken(_: Request, __: Exception) -> Response:
    return _json({"error": "程序出了错，这一次没有存下：再试一次；还不行，请培训师重启程序"}, 500)
