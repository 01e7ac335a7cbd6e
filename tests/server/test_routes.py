"""The routes: what gets in, what gets out, and what each screen is allowed to know."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from lianbing.app.sessions.live import LiveDesk
from lianbing.app.sessions.live_views import LiveSurroundings
from lianbing.server.routes import LiveRoutes, Serving
from lianbing.wire.sessions.prepared import PreparedSession
from tests.server.rooms import in_a_loop, right, secret_of, wrong

KEY = "0123456789abcdef0123456789abcdef"
OWN = "192.168.1.5"
ITEM = "vis-0001"


def _around(connected: frozenset[str]) -> LiveSurroundings:
    return LiveSurroundings(address=f"http://{OWN}:8000", qr="<svg/>", connected=connected)


class Browser:
    """A browser at an address, without a network between it and the server."""

    def __init__(self, desk: LiveDesk, host: str = "127.0.0.1") -> None:
        self.desk = desk
        self.name = "localhost"
        serving = Serving(key=KEY, surroundings=_around, own_addresses=lambda: (OWN,))
        application = LiveRoutes(desk, serving).application()
        self._transport = httpx.ASGITransport(application, raise_app_exceptions=False, client=(host, 50000))

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url=f"http://{self.name}:8000") as client:
                return await client.request(method, path, **more)

        return in_a_loop(asked)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **fields: Any) -> tuple[int, Any]:
        answer = self.ask("POST", path, json=fields)
        return answer.status_code, answer.json()

    def post_raw(self, path: str, fields: dict[str, Any]) -> tuple[int, Any]:
        """As scripts can send it: with signs that have no UTF-8."""
        answer = self.ask("POST", path, content=json.dumps(fields).encode())
        return answer.status_code, answer.json()

    def joins(self, number: int = 1, who: str = "C0001") -> None:
        code = self.desk.codes.code(self.desk.seconds())
        status, body = self.post("/api/join", phone=secret_of(number), code=code, who=who)
        assert status == 200, body

    def act(self, do: str, **fields: Any) -> tuple[int, Any]:
        return self.post("/api/trainer", key=KEY, do=do, **fields)


@pytest.fixture
def browser(desk: LiveDesk) -> Browser:
    return Browser(desk)


def test_pages_ask_nothing_outside_and_are_kept_nowhere(browser: Browser) -> None:
    for path in ("/", "/screen", f"/trainer?key={KEY}"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert '<main id="live">' in answer.text
        assert "//" not in answer.text.replace("<!doctype html>", "")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'self' 'unsafe-inline' data:")
        assert answer.headers["referrer-policy"] == "no-referrer"
    source = browser.get("/").text.split('src="')[1].split('"')[0]
    script = browser.get(source)
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-encoding"] == "gzip"
    plain = browser.get(source, headers={"accept-encoding": "identity"})
    assert (plain.text, "content-encoding" in plain.headers) == (script.text, False)


def test_the_projector_is_asked_for_by_a_name_of_this_computer(browser: Browser) -> None:
    """Whatever a page elsewhere calls this computer, so that its scripts may read from it, is no name of it."""
    for name, status in (("127.0.0.1", 200), (OWN, 200), ("[::1]", 200), ("evil.example", 403), ("127.0.0.1.x", 403)):
        browser.name = name
        assert browser.get("/screen").status_code == status
    assert browser.get("/api/screen/events").status_code == 403
    assert browser.get(f"/screen?key={KEY}").status_code == 200


def test_half_a_sign_is_refused_everywhere_and_the_room_goes_on(browser: Browser) -> None:
    half, phone = "\ud800", secret_of(1)
    code = browser.desk.codes.code(browser.desk.seconds())
    for fields in ({"code": code, "who": half}, {"code": half, "who": "C0001"}):
        status, body = browser.post_raw("/api/join", {**fields, "phone": phone, "as_stranger": True})
        assert (status, "看不懂" in body["error"]) == (400, True)
    assert browser.post_raw("/api/trainer", {"key": half, "do": "close"})[0] == 403
    assert browser.post_raw("/api/trainer", {"key": KEY, "do": "note", "text": half})[0] == 400
    browser.joins()
    for answer in (half, [half], {half: "A"}):
        vote = {"phone": phone, "item": ITEM, "vote": 1, "answer": answer}
        assert browser.post_raw("/api/vote", vote)[0] == 400


def test_the_trainers_side_needs_the_key(browser: Browser) -> None:
    for path in ("/trainer", "/trainer?key=", f"/trainer?key={KEY[:-1]}", "/trainer?key=键"):
        assert browser.get(path).status_code == 403
    for key in ("", "键", None, 7, [KEY]):
        status, body = browser.post("/api/trainer", key=key, do="close")
        assert (status, "控制台" in body["error"]) == (403, True)
    assert browser.get("/api/trainer/events?key=no").status_code == 403
    assert not browser.desk.room.is_over
    assert browser.act("close") == (200, {})


def test_the_page_with_the_code_is_for_this_computer(desk: LiveDesk) -> None:
    phone = Browser(desk, "192.168.1.77")
    assert phone.get("/screen").status_code == 403
    assert phone.get("/api/screen/events").status_code == 403
    assert phone.get(f"/screen?key={KEY}").status_code == 200
    assert phone.get("/screen", headers={"host": "127.0.0.1", "x-forwarded-for": "127.0.0.1"}).status_code == 403
    assert Browser(desk, OWN).get("/screen").status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"phone": 1}', b'{"phone": "x", "more": true}'],
)
@pytest.mark.parametrize("path", ["/api/join", "/api/vote", "/api/quiz", "/api/scene"])
def test_what_is_no_request_gets_a_sentence(browser: Browser, path: str, content: bytes) -> None:
    answer = browser.ask("POST", path, content=content)
    assert (answer.status_code, "刷新" in answer.json()["error"]) == (400, True)


def test_bad_actions_of_the_trainer_get_a_sentence_too(browser: Browser) -> None:
    for fields in ({"do": "nothing"}, {"do": "begin"}, {"do": "begin", "activity": "1"}, {"do": 7}, {}):
        status, body = browser.post("/api/trainer", key=KEY, **fields)
        assert (status, "刷新" in body["error"]) == (400, True)
    assert browser.act("begin", activity=99)[0] == 409


def test_too_much_is_not_read(browser: Browser) -> None:
    answer = browser.ask("POST", "/api/join", content=b"x" * 20_000)
    assert (answer.status_code, "太长" in answer.json()["error"]) == (413, True)


@pytest.mark.parametrize("path", ["/nothing", "/api/nothing", "/../secret", "/live-other.js"])
def test_what_is_not_there_gets_a_sentence(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, "没有这一页" in answer.json()["error"]) == (404, True)


def test_each_refusal_has_its_status(browser: Browser, prepared: PreparedSession) -> None:
    phone = secret_of(1)
    vote = {"phone": phone, "item": ITEM, "vote": 1, "answer": right(prepared, ITEM)}
    assert browser.post("/api/vote", **vote)[0] == 404
    assert browser.get(f"/api/me?phone={phone}").status_code == 404
    status, body = browser.post("/api/join", phone=phone, code="0000x", who="C0001")
    assert (status, body["kind"]) == (403, "code")
    code = browser.desk.codes.code(browser.desk.seconds())
    status, body = browser.post("/api/join", phone=phone, code=code, who="样例三")
    assert (status, body["kind"], [one["unit"] for one in body["people"]]) == (409, "which", ["城区二部", "城区三部"])
    browser.joins()
    assert browser.post("/api/vote", **vote)[0] == 409
    browser.act("open-vote", item=ITEM, vote=1)
    assert browser.post("/api/vote", **vote) == (200, {"stored": True})
    assert browser.post("/api/vote", **{**vote, "answer": ["A"]})[0] == 400
    browser.post("/api/join", phone=secret_of(2), code=code, who="C0001", again=True)
    status, body = browser.post("/api/vote", **vote)
    assert (status, body["kind"]) == (410, "moved")
    assert browser.get(f"/api/phone/events?phone={phone}").status_code == 410


def test_no_phone_and_no_projector_learns_a_key_or_a_vote_before_it_is_shown(
    browser: Browser, prepared: PreparedSession
) -> None:
    """Everything that is prepared goes past both screens; nothing in their states is more than what is asked."""
    views = LiveRoutes(browser.desk, Serving(key=KEY, surroundings=_around, own_addresses=tuple)).hub.views
    browser.joins()

    def seen() -> str:
        views.forget()
        return json.dumps([views.phone("s001"), views.screen(_around(frozenset()))], ensure_ascii=False)

    for item, asked in prepared.items.items():
        if asked.item.type.name in ("single", "multiple", "truefalse"):
            assert browser.act("open-vote", item=item, vote=1)[0] == 200
            browser.post("/api/vote", phone=secret_of(1), item=item, vote=1, answer=wrong(prepared, item))
            state = seen()
            assert asked.item.explain not in state
            assert not any(
                f'"{word}"' in state for word in ("tallies", "key", "explain", "movements", "practice", "why")
            )
            browser.act("show-results")
            assert '"tallies"' in seen()
            assert asked.item.explain not in seen()
    for quiz in ("warm-up", "exit"):
        browser.act("open-quiz", quiz=quiz)
        assert not any(f'"{word}"' in seen() for word in ("key", "explain", "practice", "why", "rests_on"))
    played = prepared.scenarios[0]
    browser.act("open-scene", scenario=played.id)
    state = seen()
    for choice in played.nodes[played.start].choices:
        assert choice.text in state
        assert choice.why not in state
        assert choice.consequence not in state


def test_names_travel_as_data(browser: Browser) -> None:
    name = '<img src=x onerror="alert(1)">'
    code = browser.desk.codes.code(browser.desk.seconds())
    status, body = browser.post("/api/join", phone=secret_of(1), code=code, who=name, as_stranger=True)
    assert (status, body["seat"]["name"]) == (200, name)


def test_what_a_fault_of_ours_meets_is_a_sentence(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(browser.desk, "seat_of", broken)
    answer = browser.get(f"/api/me?phone={secret_of(1)}")
    assert (answer.status_code, "程序出了错" in answer.json()["error"]) == (500, True)


def test_nobody_is_left_waiting_when_the_disk_has_gone(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    browser.joins()
    browser.act("open-vote", item=ITEM, vote=1)
    monkeypatch.setattr(browser.desk, "_write", gone)
    monkeypatch.setattr(browser.desk, "_read", gone)
    assert browser.post("/api/vote", phone=secret_of(1), item=ITEM, vote=1, answer="A")[0] == 507
