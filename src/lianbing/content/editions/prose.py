"""The lines of all prose below a root, with what each belongs to.

Files are read as they stand, without the models: a scan for stale lines has to work before all faults are mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from lianbing.content.reading.yaml_source import read_text
from lianbing.domain.changes.passages import Passage, Where
from lianbing.domain.kernel.bindings import PLACEHOLDER, reference, referred
from lianbing.errors import ContentFaults

_PLACES: Mapping[str, Where] = {
    "syllabus/figures/*.yml": Where.FIGURE,
    "syllabus/formulas.yml": Where.INDICATOR,
    "syllabus/glossary.yml": Where.TERM,
    "quizzes/*.yml": Where.QUESTION,
    "exercises/scenarios/*.yml": Where.SCENARIO,
    "exercises/tasks/*.yml": Where.TASK,
    "exercises/forms/*.yml": Where.FORM,
    "standards/contradictions.yml": Where.CONTRADICTION,
    "standards/facts.yml": Where.FACT,
    "standards/parameters.yml": Where.PARAMETER,
    "standards/*.yml": Where.CLAUSE,
    "exercises/*/*.yml": Where.OTHER,
    "syllabus/*/*.yml": Where.OTHER,
}
"""The first pattern that a file fits says what it holds."""

_NOT_READ = {"standards/local.yml", "standards/roles.yml", "syllabus/syllabus.yml"}
_NO_PROSE = frozenset(
    {
        "id", "type", "kind", "topic", "rests_on", "skill", "difficulty", "cognitive", "importance", "exposure",
        "status", "author", "values", "excel", "pandas", "metric", "unit", "operator", "parameter", "place",
        "sources", "source", "contradictions", "roles", "role", "see", "basis", "verdict", "next", "yes", "no",
        "effects", "section", "sections", "document", "edition", "start", "grades", "keywords", "rule", "decimals",
        "tolerance", "code", "aliases", "value", "default", "limits", "generate", "share", "confidence", "order",
        "minimum", "maximum", "weight", "teachable", "configurable", "ending",
    }
)  # fmt: skip
_ONE_A_FILE = (Where.SCENARIO, Where.TASK, Where.FORM, Where.FIGURE, Where.OTHER)
"""Files that hold one thing: ids within it are those of its parts."""
_REFERRED_TO = (Where.CLAUSE, Where.CONTRADICTION, Where.PARAMETER)
"""Things that others refer to by their ids."""
_REFERENCES = ("rests_on", "basis", "see")
_MARKER = re.compile(r":::\{(\w+)\}\s*(.*)")
_HEADING = re.compile(r"##\s")


def passages(root: Path) -> Iterator[Passage]:
    """All lines, file by file; files that can't be read as YAML are passed over, ``check`` tells of them."""
    shown: dict[str, frozenset[str]] = {}
    for path in sorted((root / "syllabus" / "chapters").glob("*.md")):
        for one in _chapter(path, path.relative_to(root).as_posix()):
            shown.update((name, shown.get(name, frozenset()) | one.about) for name in one.about)
            yield one
    done: set[Path] = set()
    for pattern, where in _PLACES.items():
        for path in sorted(set(root.glob(pattern)) - done):
            done.add(path)
            file = path.relative_to(root).as_posix()
            if file not in _NOT_READ:
                beside = shown.get(path.stem, frozenset()) if where is Where.FIGURE else frozenset()
                yield from (replace(one, about=one.about | beside) for one in _yaml(path, file, where))


def _chapter(path: Path, file: str) -> Iterator[Passage]:
    """The lines of a chapter; what its sections are about is known once they have been read."""
    try:
        lines = read_text(path, file).splitlines()
    except ContentFaults:
        return
    section: list[Passage] = []
    about: set[str] = set()
    number = 0
    for place, line in enumerate(lines, 1):
        if _HEADING.match(line):
            yield from _about(section, about)
            section, about, number = [], set(), number + 1
        marker = _MARKER.match(line)
        if marker:
            about.update(marker[2].split())
        about.update(referred(reference(name)) or name for name in PLACEHOLDER.findall(line))
        text = line.strip()
        if text and not text.startswith((":::", "---")):
            one = Passage(
                file=file,
                line=place,
                text=text,
                where=Where.CHAPTER,
                owner=path.stem,
                field="prose",
                section=f"{file}#{number}",
                around=text,
            )
            section.append(one)
    yield from _about(section, about)


def _about(section: list[Passage], about: set[str]) -> Iterator[Passage]:
    named = frozenset(about)
    return (replace(one, about=named) for one in section)


def _yaml(path: Path, file: str, where: Where) -> Iterator[Passage]:
    try:
        text = read_text(path, file)
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (ContentFaults, yaml.YAMLError):
        return
    if isinstance(node, yaml.MappingNode):
        yield from _Walk(file=file, where=where, lines=text.splitlines()).mapping(node, _Place(owner=path.stem))


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where the walk through a file has got to."""

    owner: str = ""
    field: str = ""
    rests_on: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    section: str = ""
    siblings: str = ""


@dataclass(frozen=True, kw_only=True)
class _Walk:
    file: str
    where: Where
    lines: list[str]

    def mapping(self, node: yaml.MappingNode, place: _Place) -> Iterator[Passage]:
        values = {str(key.value): value for key, value in node.value}
        place = self._entered(values, place, node)
        for name, value in values.items():
            if name not in _NO_PROSE or (name == "contradictions" and self.where is Where.CONTRADICTION):
                field_name = f"{place.field}.{name}" if place.field and name.isupper() else name
                yield from self._value(value, replace(place, field=field_name))

    def _entered(self, values: Mapping[str, yaml.Node], place: _Place, node: yaml.MappingNode) -> _Place:
        """The place inside a mapping: what has an id or rests on something of its own is told apart."""
        references = frozenset(name for field_name in _REFERENCES for name in _words(values.get(field_name)))
        related = frozenset((*_words(values.get("contradictions")), *_bound(values.get("values"))))
        named = values.get("id") or values.get("term")
        if isinstance(named, yaml.ScalarNode) and not (place.section and self.where in _ONE_A_FILE):
            owner = str(named.value)
            own = frozenset({owner}) if self.where in _REFERRED_TO else place.rests_on
            place = replace(place, owner=owner, section=f"{self.file}#{owner}", rests_on=own)
        if references:
            place = replace(place, rests_on=references, about=place.about | place.rests_on)
        siblings = self._line(node) if node.flow_style else ""
        return replace(place, about=place.about | related | references, siblings=siblings or place.siblings)

    def _value(self, node: yaml.Node, place: _Place) -> Iterator[Passage]:
        if isinstance(node, yaml.MappingNode):
            yield from self.mapping(node, place)
        elif isinstance(node, yaml.SequenceNode):
            row = self._line(node) if node.flow_style else ""
            for child in node.value:
                yield from self._value(child, replace(place, siblings=row or place.siblings))
        elif isinstance(node, yaml.ScalarNode):
            yield from self._scalar(node, place)

    def _scalar(self, node: yaml.ScalarNode, place: _Place) -> Iterator[Passage]:
        first, last = node.start_mark.line, node.end_mark.line
        begin = node.start_mark.column
        for number in range(first, min(last, len(self.lines) - 1) + 1):
            line = self.lines[number]
            end = node.end_mark.column if number == last else len(line)
            text = line[begin if number == first else 0 : end].strip()
            is_head = node.style in ("|", ">") and number == first
            if text and not is_head:
                yield Passage(
                    file=self.file,
                    line=number + 1,
                    text=text,
                    where=self.where,
                    owner=place.owner,
                    field=place.field,
                    section=place.section or self.file,
                    around=f"{node.value}\n{place.siblings}",
                    rests_on=place.rests_on,
                    about=place.about,
                )

    def _line(self, node: yaml.Node) -> str:
        first, last = node.start_mark.line, node.end_mark.line
        return " ".join(self.lines[first : last + 1]) if last - first < 3 else ""


def _words(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        yield from (str(one.value) for one in node.value if isinstance(one, yaml.ScalarNode))


def _bound(node: yaml.Node | None) -> Iterator[str]:
    """The clauses and parameters that names are bound to."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            if isinstance(value, yaml.MappingNode):
                yield from (str(v.value) for k, v in value.value if k.value in ("limit", "parameter"))
