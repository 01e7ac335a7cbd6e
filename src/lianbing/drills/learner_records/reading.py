"""Reads a folder of learners' files: every one is a record, or has a sentence that says why it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lianbing.domain.kernel.canonical import digest_of_text
from lianbing.domain.kernel.moments import placed
from lianbing.drills.file_kinds import FileKind, Leftover, kind_of
from lianbing.drills.intake import Incoming, NotTaken, PassedOver, WantedFiles, incoming_files, shown_path
from lianbing.drills.learner_records.browser_json import browser_canonical, parsed
from lianbing.errors import Fault
from lianbing.wire.records import RECORD, RecordFile
from lianbing.wire.shapes.kinds import ShapeFault
from lianbing.wire.submissions import MAX_BYTES

_SCHEMA = re.compile(rf"lianbing/{RECORD.name}@(\d{{1,6}})", re.ASCII)
_AGAIN = "请本人在书的“我的学习 → 记录”里重新点“导出学习记录”，再发一次"
_EMPTY = f"文件是空的，没有传完整：{_AGAIN}"
_TOO_LARGE = f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不会是学习记录：请核对是不是发错了文件"
_TRUNCATED = f"读不出来，多半没有传完整：{_AGAIN}"
_OTHER = "不是学习记录：要的是“导出学习记录”得到的文件，名字以“练兵学习记录”开头"
_NEWER = "由更新版本的练兵写的，这里还读不了：先更新这台电脑上的练兵，再分析一次"
_DAMAGED = f"内容和它的校验值对不上，损坏了或被改动过：{_AGAIN}"
_FORM = f"里面的内容不完整：{_AGAIN}"
_KINDS = {
    FileKind.OTHER_ARCHIVE: "这种压缩包（不是 .zip）程序不解：请解压后放进文件夹",
    FileKind.EMPTY: _EMPTY,
}


@dataclass(frozen=True, kw_only=True)
class HandedRecord:
    """A record that is as its browser wrote it; ``path`` leads to its file within the folder, for people."""

    path: tuple[str, ...]
    checksum: str
    record: RecordFile

    @property
    def shown(self) -> str:
        """The file with the folders in which it lay."""
        return shown_path(self.path)


@dataclass(frozen=True, kw_only=True)
class ReadRecords:
    """What a folder holds: records, each once; files that can't be used; what programs left there.

    ``doubled`` are files with the same content as an earlier one, with that one: they lose nothing.
    """

    records: tuple[HandedRecord, ...]
    faults: tuple[Fault, ...]
    doubled: tuple[tuple[str, str], ...]
    passed_over: Mapping[Leftover, int]


def read_records(folder: Path) -> ReadRecords:
    """Reads all files of a folder, its subfolders and the zips in them, with the limits of :mod:`archives`."""
    records: dict[str, HandedRecord] = {}
    faults: list[Fault] = []
    doubled: list[tuple[str, str]] = []
    passed_over: Counter[Leftover] = Counter()
    for arrival in incoming_files([folder], _WANTED):
        match arrival:
            case PassedOver(kind):
                passed_over[kind] += 1
            case NotTaken(path=path, reason=reason):
                faults.append(Fault(path, 0, reason))
            case Incoming():
                read = _read(arrival)
                if isinstance(read, str):
                    faults.append(Fault(arrival.path, 0, read))
                elif read.checksum in records:
                    doubled.append((read.shown, records[read.checksum].shown))
                else:
                    records[read.checksum] = read
    return ReadRecords(
        records=tuple(records.values()), faults=tuple(faults), doubled=tuple(doubled), passed_over=passed_over
    )


def _may_be(name: str, content: bytes) -> bool:
    return name.lower().endswith(".json") or kind_of(name, content) is FileKind.JSON


def _why_not(kind: FileKind) -> str:
    return _KINDS.get(kind, _OTHER)


_WANTED = WantedFiles(may_be=_may_be, why_not=_why_not)


def _read(file: Incoming) -> HandedRecord | str:
    """The record of a file, or the sentence that says why it is none."""
    if file.fault:
        return file.fault
    if len(file.content) > MAX_BYTES:
        return _TOO_LARGE
    try:
        text = file.content.decode("utf-8-sig")
        data = parsed(text)
    except (ValueError, RecursionError):
        return _unreadable(file.content)
    return _checked(file, data)


def _unreadable(content: bytes) -> str:
    """Ours, cut off, or something else."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\0 \t\r\n")
    if not start:
        return _EMPTY
    return _TRUNCATED if start.startswith(b"{") else _OTHER


def _checked(file: Incoming, data: object) -> HandedRecord | str:
    version = _SCHEMA.fullmatch(str(data.get("schema"))) if isinstance(data, dict) else None
    if not isinstance(data, dict) or version is None:
        return _OTHER
    if int(version[1]) > RECORD.version:
        return _NEWER
    try:
        checksum = record_checksum(data)
        if data.get("checksum") != checksum:
            return _DAMAGED
        record = RECORD.decode(data)
        if not all(map(placed, [record.at, *(entry.at for entry in record.items.values())])):
            return _FORM
        return HandedRecord(path=(*file.within, file.name), checksum=checksum, record=record)
    except (ShapeFault, RecursionError):
        return _FORM
    except ValueError:
        return _DAMAGED


def record_checksum(data: Mapping[str, object]) -> str:
    """The checksum that a record should have; raises ValueError for numbers that no browser writes."""
    rest = {name: value for name, value in data.items() if name != "checksum"}
    return digest_of_text(browser_canonical(rest))


def leftover_notes(passed_over: Mapping[Leftover, int]) -> Iterator[str]:
    """A sentence for each kind of file that was passed over."""
    for kind, count in passed_over.items():
        yield f"跳过了 {count} 个{kind.label}。"
