"""A live session and the people in it, each in a browser context of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from lianbing.domain.sessions.happenings import Happening
from lianbing.sessions.journal_files import read_journals
from tests.server.rooms import SESSION, Program

PHONE, PROJECTOR, LAPTOP = (360, 740), (1280, 720), (1280, 800)
RECEIVED = "已收到"


@dataclass
class LiveRoom:
    """The program and all pages that are open; ``errors`` are those of their scripts."""

    browser: Browser
    data: Path
    program: Program
    errors: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def opened(self, path: str, size: tuple[int, int], origin: str = "") -> Page:
        """A page in a context of its own, which asks no other address."""
        origin = origin or self.program.address
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", color_scheme="light", bypass_csp=True
        )
        self.contexts.append(context)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        page = context.new_page()
        page.on("request", lambda request: self._check(request.url, origin))
        page.goto(origin + path)
        return page

    def _check(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:")):
            self.errors.append(f"asked {url}")

    def projector(self) -> Page:
        return self.opened("/screen", PROJECTOR)

    def trainer(self) -> Page:
        return self.opened(f"/trainer?key={self.program.key}", LAPTOP)

    def phone(self, who: str, digits: str = "") -> Page:
        """A phone that has come in."""
        page = self.opened("/", PHONE)
        come_in(page, who, digits or self.digits())
        expect(page.get_by_text(who).first).to_be_visible()
        return page

    def digits(self) -> str:
        return str(self.program.screen()["join"]["digits"])

    def happenings(self, kind: type[Happening]) -> list[Any]:
        """What the journals hold of a kind."""
        folders = sorted((self.data / "sessions" / SESSION / "live").iterdir())
        return [one for folder in folders for one in read_journals(folder).happenings if isinstance(one, kind)]

    def restart(self) -> None:
        """The killed program is started again."""
        self.program = Program(self.data).wait()


@contextmanager
def live_room(browser: Browser, data: Path) -> Iterator[LiveRoom]:
    """A room whose pages had no errors in the end."""
    room = LiveRoom(browser=browser, data=data, program=Program(data).wait())
    try:
        yield room
    finally:
        for context in room.contexts:
            context.close()
        room.program.process.kill()
        room.program.process.communicate()
    assert not room.errors, room.errors


def come_in(page: Page, who: str, digits: str) -> None:
    page.get_by_label("姓名或工号").fill(who)
    page.get_by_label("投影上的四位数字").fill(digits)
    page.get_by_role("button", name="进入").click()


def option(page: Page, letter: str) -> Locator:
    return page.locator("label.option").filter(has=page.get_by_text(f"{letter}.", exact=True))


def choose(page: Page, letter: str) -> None:
    option(page, letter).click()
    page.locator(".ballot .button.main").click()


def vote(page: Page, letter: str) -> None:
    """Votes, and waits until the answer is stored."""
    choose(page, letter)
    expect(page.locator(".ballot .status")).to_contain_text(RECEIVED)


def press(trainer: Page, name: str) -> None:
    """Presses a button of the trainer's page."""
    trainer.get_by_role("button", name=name, exact=True).click()
