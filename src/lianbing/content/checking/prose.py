"""Checks of the prose of chapters: headings that links can tell apart, bold that is closed; and of what it places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianbing.content.lint import Weight, content_rule
from lianbing.content.loader import Loaded
from lianbing.domain.kernel.emphasis import open_bold, paragraphs
from lianbing.domain.knowledge.syllabus import Chapter, Prose
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<title>.*?)\s*#*")
_OTHER_HEADING = re.compile(r"={3,}\s*$|\s*<h[1-6][\s>]", re.IGNORECASE)
_UNSPOKEN = re.compile(r"[\W_]+")


@content_rule("prose")
def prose_faults(loaded: Loaded) -> Iterator[Fault]:
    """Headings of the first level, headings of the same words, and bold that is not closed."""
    for chapter in loaded.workbook.chapters.values():
        file = f"syllabus/chapters/{chapter.id}.md"
        for line, message in (*_headings(chapter), *_open_bold(chapter)):
            yield Fault(file, line, message)


def _headings(chapter: Chapter) -> Iterator[tuple[int, str]]:
    lines: dict[str, int] = {}
    for number, text in _lines(chapter):
        if _OTHER_HEADING.match(text):
            yield number, "标题用“##”写：下面画一行“===”、写 <h1> 的，目录和链接都对不上"
        match = _HEADING.fullmatch(text)
        if match is None:
            continue
        if match["level"] == "#":
            yield number, "正文里的标题从“##”写起：“#”一级的标题只有章名一个"
        first = lines.setdefault(_UNSPOKEN.sub("", match["title"]), number)
        if first != number:
            yield number, f"标题“{match['title']}”和第 {first} 行的一样，链接分不清：改一个"


def _open_bold(chapter: Chapter) -> Iterator[tuple[int, str]]:
    for block in chapter.blocks:
        if isinstance(block, Prose):
            for line in open_bold(block.text):
                yield block.line + line, "这一段的 ** 不成对，页面上会露出星号：补上或删去一个"


def _lines(chapter: Chapter) -> Iterator[tuple[int, str]]:
    """The lines of prose outside code, each with its number in the file."""
    for block in chapter.blocks:
        if isinstance(block, Prose):
            for line, text in paragraphs(block.text):
                yield from enumerate(text.split("\n"), block.line + line)


@content_rule("placement", Weight.FAILS_CHECK)
def placement_faults(loaded: Loaded) -> Iterator[Fault]:
    """What no chapter shows, so that no learner ever meets it."""
    book, places = loaded.workbook, loaded.places
    for kind, marker, word, things in (
        ("FigureFile", "figure", "图", book.figures),
        ("ScenarioFile", "scenario", "情景", book.scenarios),
        ("TaskFile", "task", "数据练习", book.tasks),
        ("FormFile", "form", "表单", book.forms),
    ):
        shown = {name for chapter in book.chapters.values() for name in chapter.marked(marker)}
        for name in [name for name in things if name not in shown]:
            message = f"{word} {name} 没有放进任何一章：在章里写 :::{{{marker}}} {name} 和 :::，不要了就删掉"
            yield places.fault(kind, name, message)
    for name in _unplaced_questions(book):
        yield places.fault(
            "items",
            name,
            f"题 {name} 没有放进任何一章：在章里写 :::{{quiz}} {name} 和 :::；或者它的知识点要有一章有 :::{{check}}",
        )


def _unplaced_questions(book: Workbook) -> Iterator[str]:
    shown = {name for chapter in book.chapters.values() for name in chapter.marked("quiz")}
    drawn = {
        question.id
        for chapter in book.chapters.values()
        if chapter.marked("check")
        for question in book.selftest_questions(chapter)
    }
    for question in book.questions.values():
        if question.practisable and question.id not in shown | drawn:
            yield question.id
