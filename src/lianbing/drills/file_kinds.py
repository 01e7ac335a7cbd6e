"""What the files are that people send and programs leave behind, by name and by first bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePath

HEAD = 4096
"""How many bytes of a file tell its kind."""

_AGAIN = "请本人打开答题册点“再次保存”，交得到的 .ipynb 文件"


class Leftover(StrEnum):
    """Files that systems and programs leave beside the files of people; they are passed over and counted."""

    MAC = "mac"
    CHECKPOINT = "checkpoint"
    SYSTEM = "system"
    LOCK = "lock"
    PARTIAL = "partial"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            Leftover.MAC: "苹果电脑附带的文件",
            Leftover.CHECKPOINT: "Jupyter 的检查点",
            Leftover.SYSTEM: "系统和软件自己的文件",
            Leftover.LOCK: "打开文件时的锁和备份",
            Leftover.PARTIAL: "没有下载完的文件",
        }[self]


class FileKind(StrEnum):
    """What a file holds. Only JSON can be a submission."""

    JSON = "json"
    EMPTY = "empty"
    PAGE = "page"
    ZIP = "zip"
    OTHER_ARCHIVE = "other-archive"
    PICTURE = "picture"
    PDF = "pdf"
    DOCUMENT = "document"
    WORKBOOK = "workbook"
    MEDIA = "media"
    SHORTCUT = "shortcut"
    OTHER = "other"

    @property
    def sentence(self) -> str:
        """What it is and what to do, in Chinese, for a file that can't be taken."""
        return _SENTENCES[self]


_SENTENCES = {
    FileKind.JSON: f"里面不是答卷：{_AGAIN}",
    FileKind.EMPTY: f"文件是空的，没有传完整：{_AGAIN}",
    FileKind.PAGE: f"这是网页，像是答题册，不是答卷：{_AGAIN}",
    FileKind.ZIP: "这是压缩包：请解压后再收",
    FileKind.OTHER_ARCHIVE: "这种压缩包（不是 .zip）程序不解：请解压后再收，或请本人用 .zip 重新打包",
    FileKind.PICTURE: f"这是图片，照片和截图不能判分：{_AGAIN}",
    FileKind.PDF: f"这是 PDF，不是答卷：{_AGAIN}",
    FileKind.DOCUMENT: f"这是文档，不是答卷：{_AGAIN}",
    FileKind.WORKBOOK: f"这是表格，不是答卷：{_AGAIN}",
    FileKind.MEDIA: f"这是录音或录像，不是答卷：{_AGAIN}",
    FileKind.SHORTCUT: f"这是快捷方式，文件本身没有发来：{_AGAIN}",
    FileKind.OTHER: f"不是答卷（.ipynb，或装着答卷的 .zip）：{_AGAIN}",
}

_FOLDERS = {
    "__macosx": Leftover.MAC,
    ".appledouble": Leftover.MAC,
    ".spotlight-v100": Leftover.MAC,
    ".trashes": Leftover.MAC,
    ".fseventsd": Leftover.MAC,
    ".temporaryitems": Leftover.MAC,
    ".ipynb_checkpoints": Leftover.CHECKPOINT,
    ".virtual_documents": Leftover.CHECKPOINT,
    "@eadir": Leftover.SYSTEM,
    "$recycle.bin": Leftover.SYSTEM,
    "system volume information": Leftover.SYSTEM,
    ".thumbnails": Leftover.SYSTEM,
    ".git": Leftover.SYSTEM,
    ".svn": Leftover.SYSTEM,
    ".idea": Leftover.SYSTEM,
    ".vscode": Leftover.SYSTEM,
    "__pycache__": Leftover.SYSTEM,
}
_NAMES = (
    (r"\._.*|\.ds_store|\.localized|icon\r|\.apdisk|\.volumeicon\.icns", Leftover.MAC),
    (r"thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|\.directory|\.picasa\.ini|\.nomedia", Leftover.SYSTEM),
    (r"~\$.*|\.~lock\..*#|\.~.*|\.#.*|\..*\.sw[a-p]|.*~|.*\.lock", Leftover.LOCK),
    (
        r".*\.(crdownload|part|partial|opdownload|tmp|temp|download|downloading|aria2|xltd|td|!ut|!qb|bc!)",
        Leftover.PARTIAL,
    ),
)
_LEFTOVERS = tuple((re.compile(pattern, re.DOTALL), kind) for pattern, kind in _NAMES)

_FIRST_BYTES = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"PK\x07\x08", FileKind.ZIP),
    (b"Rar!\x1a\x07", FileKind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.OTHER_ARCHIVE),
    (b"\x1f\x8b", FileKind.OTHER_ARCHIVE),
    (b"BZh", FileKind.OTHER_ARCHIVE),
    (b"\xfd7zXZ\x00", FileKind.OTHER_ARCHIVE),
    (b"MSCF", FileKind.OTHER_ARCHIVE),
    (b"%PDF", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"\x89PNG", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOCUMENT),
    (b"{\\rtf", FileKind.DOCUMENT),
    (b"L\x00\x00\x00\x01\x14\x02\x00", FileKind.SHORTCUT),
    (b"ID3", FileKind.MEDIA),
)
_ENDINGS = {
    FileKind.PAGE: "html htm mht mhtml xhtml",
    FileKind.OTHER_ARCHIVE: "rar 7z gz tgz tar bz2 xz zst cab iso z01 001 zipx lzh arj",
    FileKind.PICTURE: "jpg jpeg png gif bmp webp heic heif tif tiff svg",
    FileKind.PDF: "pdf",
    FileKind.DOCUMENT: "doc docx wps odt rtf ppt pptx dps odp pages key md",
    FileKind.WORKBOOK: "xls xlsx xlsm xlsb et ods csv numbers",
    FileKind.MEDIA: "mp3 mp4 m4a wav amr mov avi mkv 3gp aac",
    FileKind.SHORTCUT: "lnk url webloc desktop",
}
_BY_ENDING = {f".{ending}": kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_OFFICE = (b"[Content_Types].xml", b"_rels/.rels", b"mimetype", b"docProps/")
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb"\s*[\[{]")
_MARK_OF_ORDER = b"\xef\xbb\xbf"
_BLANK = b"\0 \t\r\n"


def leftover(path: Sequence[str]) -> Leftover | None:
    """What a file is by its folders and its name, outermost first, if a program left it there."""
    for folder in path[:-1]:
        kind = _FOLDERS.get(folder.lower())
        if kind:
            return kind
    name = path[-1].lower()
    return next((kind for pattern, kind in _LEFTOVERS if pattern.fullmatch(name)), None)


def without_partial_ending(name: str) -> str:
    """The name that a half downloaded file gets when it is whole."""
    return PurePath(name).stem


def kind_of(name: str, head: bytes) -> FileKind:
    """What a file holds, by its first :data:`HEAD` bytes, and by its name where they say nothing."""
    if not head.strip(_BLANK):
        return FileKind.EMPTY
    ending = PurePath(name).suffix.lower()
    start = head.removeprefix(_MARK_OF_ORDER)
    known = next((kind for first, kind in _FIRST_BYTES if start.startswith(first)), None)
    if known is FileKind.ZIP and _is_office(ending, head):
        return _BY_ENDING.get(ending, FileKind.DOCUMENT)
    if known is FileKind.DOCUMENT:
        return _BY_ENDING.get(ending, known)
    if known:
        return known
    if _PAGE.match(start):
        return FileKind.PAGE
    if _JSON.match(start):
        return FileKind.JSON
    if ending == ".zip":
        return FileKind.ZIP
    return _BY_ENDING.get(ending, _without_first_bytes(head))


def _is_office(ending: str, head: bytes) -> bool:
    """Whether a zip file is a document: Office and OpenDocument files are zip files, too."""
    return _BY_ENDING.get(ending) in (FileKind.DOCUMENT, FileKind.WORKBOOK) or head[30:].startswith(_OFFICE)


def _without_first_bytes(head: bytes) -> FileKind:
    """What has its mark elsewhere than at its start."""
    if head[4:8] == b"ftyp":
        return FileKind.PICTURE if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else FileKind.MEDIA
    if head[:4] == b"RIFF":
        return FileKind.PICTURE if head[8:12] == b"WEBP" else FileKind.MEDIA
    if head[257:262] == b"ustar":
        return FileKind.OTHER_ARCHIVE
    return FileKind.OTHER


def may_be_submission(name: str, content: bytes) -> bool:
    """Whether a file is to be read as a submission: by its name, or because it is one under another name."""
    if ".ipynb" in name.lower():
        return True
    return kind_of(name, content[:HEAD]) is FileKind.JSON and any(
        piece in content for piece in (b'"lianbing"', b"lianbing/submission@", b'"nbformat"')
    )
