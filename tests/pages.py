"""Doing with a page what a person does, at a person's pace."""

from __future__ import annotations

from playwright.sync_api import Page

_PAUSE_MS = 250


def reload(page: Page) -> None:
    """Reloads a page, not in the very moment in which it has saved something.

    What a file:// page writes to localStorage travels to Chromium's other processes for some milliseconds. On a busy
    machine a page that is reloaded at once may be there before it, and read an empty storage.
    """
    page.wait_for_timeout(_PAUSE_MS)
    page.reload()
