from __future__ import annotations

import json
import struct
import zlib
from importlib.resources import files as package_files
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from lianbing.press.packing import app_icon
from lianbing.press.packing.icons import subset
from lianbing.press.packing.memory import Memory
from lianbing.press.packing.offline import CORE, Book, app_files, placed
from lianbing.press.packing.packed_site import SCRIPT, STYLE, packed, version
from lianbing.press.packing.publishing import publish
from lianbing.press.packing.scripts import Script, bundle
from lianbing.widgets.assets import Bundle, script_text

CONTENTS = {
    "root": "book/index",
    "parts": [
        {"caption": "甲", "chapters": [{"file": "book/one", "sections": [{"file": "book/two.md"}]}]},
        {"caption": "甲", "chapters": [{"file": "book/three"}]},
    ],
}
BOOK = Book("小书", CONTENTS)
HEAD = """<html><head><script>before();</script>
<link rel="preload" as="script" href="{up}_static/theme.js">
<link rel="stylesheet" href="{up}_static/theme.css?v=1">
<script src="{up}_static/bootstrap.js"></script>
<script src="{up}_static/theme.js"></script>
<script>DOCUMENTATION_OPTIONS.pagename = '{name}';</script>
<script>let shared = 1;</script>
{own}</head><body><p class="used" data-bs-toggle="tooltip">{name}</p></body></html>"""


def _page(name: str, own: str = "") -> bytes:
    return HEAD.format(name=name, own=own, up="../" * name.count("/")).encode()


@pytest.fixture
def rendered() -> dict[str, bytes]:
    own = '<script defer src="../_static/own.js"></script>'
    return {
        "index.html": b"<html><body><a href='book/index.html'>x</a></body></html>",
        "book/index.html": _page("book/index"),
        "book/one.html": _page("book/one", own).replace(b"</body>", b'<img src="../_images/p.png"></body>'),
        "book/two.html": _page("book/two"),
        "book/three.html": _page("book/three"),
        "_static/theme.css": b".used{color:red}.gone{color:blue}.used{background:url(bits/dot.png)}",
        "_static/theme.js": b'"use strict";\nconst theme = 1; // said once\n',
        "_static/bootstrap.js": b"const bootstrap = 1;",
        "_static/own.js": b"own();",
        "_static/unused.js": b"unused();",
        "_static/bits/dot.png": b"dot",
        "_images/p.png": b"picture",
        "practice/one.js": b"bank();",
        "objects.inv": b"for Sphinx",
    }


@pytest.fixture
def site(rendered: dict[str, bytes], tmp_path: Path) -> dict[str, bytes]:
    return packed(rendered, BOOK, Memory(tmp_path / "memory"))


def test_a_page_loads_one_style_and_one_script_and_its_own(site: dict[str, bytes]) -> None:
    page = site["book/one.html"].decode()
    assert page.count('<link rel="stylesheet"') == 1
    assert page.count("<script") == 3  # what must come first, the shared one, its own
    assert page.index("before();") < page.index("../_static/book.css?v=") < page.index("../_static/book.js?v=")
    assert "../_static/own.js?v=" in page
    assert "own.js" not in site["book/two.html"].decode()


def test_the_shared_script_holds_what_pages_need(site: dict[str, bytes]) -> None:
    script = site[SCRIPT].decode()
    assert "const theme=1" in script
    assert "let shared=1" in script
    assert "said once" not in script
    assert "bootstrap=1" not in script  # tooltips alone don't need it
    assert "pagename" not in script


def test_our_own_script_was_small_before_and_stays_as_it_is() -> None:
    text = script_text(Bundle.PAGE)
    made = bundle([Script(path="page.js", text="")], {"page.js": text.encode()}, [])
    assert made == f"void 0;\n{text.strip()};\n"


def test_the_study_page_knows_the_versions_of_its_data(rendered: dict[str, bytes], tmp_path: Path) -> None:
    rendered["study.html"] = _page("study")
    site = packed(rendered, BOOK, Memory(tmp_path))
    known = f'content="{{&quot;one&quot;:&quot;{version(b"bank();")}&quot;}}"'
    assert f'<meta name="lb-practice" {known}>' in site["study.html"].decode()
    assert "lb-practice" not in site["book/one.html"].decode()
    again = packed({**rendered, "practice/one.js": b"other();"}, BOOK, Memory(tmp_path))
    assert again["study.html"] != site["study.html"]


def test_bootstrap_stays_where_a_page_needs_it(rendered: dict[str, bytes], tmp_path: Path) -> None:
    rendered["book/two.html"] = rendered["book/two.html"].replace(b'toggle="tooltip"', b'toggle="dropdown"')
    assert b"bootstrap=1" in packed(rendered, BOOK, Memory(tmp_path))[SCRIPT]


def test_what_nothing_uses_is_not_published(site: dict[str, bytes]) -> None:
    assert "gone" not in site[STYLE].decode()
    assert 'url("bits/dot.png")' in site[STYLE].decode()
    assert {"_static/bits/dot.png", "_images/p.png", "practice/one.js", "_static/own.js"} <= set(site)
    assert not {"_static/theme.css", "_static/theme.js", "_static/unused.js", "objects.inv"} & set(site)


def test_a_page_without_the_theme_stays_as_it_is(rendered: dict[str, bytes], site: dict[str, bytes]) -> None:
    assert site["index.html"] == rendered["index.html"]


def test_the_same_again_is_the_same(rendered: dict[str, bytes], site: dict[str, bytes], tmp_path: Path) -> None:
    assert packed(rendered, BOOK, Memory(tmp_path / "memory")) == site  # remembered
    assert packed(rendered, BOOK, Memory(tmp_path / "another")) == site  # made again


def test_another_style_has_another_address(rendered: dict[str, bytes], site: dict[str, bytes], tmp_path: Path) -> None:
    rendered["_static/theme.css"] += b".used{margin:0}"
    assert packed(rendered, BOOK, Memory(tmp_path))["book/one.html"] != site["book/one.html"]


def test_parts_are_those_of_the_table_of_contents(site: dict[str, bytes]) -> None:
    titles, places = placed(BOOK, site)
    assert titles == [CORE, "甲", "甲（2）"]
    assert (places["book/one.html"], places["book/two.html"], places["book/three.html"]) == (1, 1, 2)
    assert places["_images/p.png"] == 1  # on a page of that part alone
    assert {places[path] for path in ("index.html", "book/index.html", STYLE, SCRIPT, "practice/one.js")} == {0}


def test_contents_without_parts_are_one_part() -> None:
    book = Book("书", {"root": "index", "chapters": [{"file": "a"}, {"file": "b"}]})
    assert list(book.parts()) == [("正文", ("a.html", "b.html"))]


def test_the_worker_lists_all_files_but_itself(site: dict[str, bytes]) -> None:
    text = site["sw.js"].decode()
    known = json.loads(text[text.index("{") : text.index(";\n")])
    assert set(known["files"]) == set(site) - {"sw.js"}
    assert known["files"]["_images/p.png"][1:] == [len(b"picture"), 1]


def test_another_byte_is_another_edition(site: dict[str, bytes]) -> None:
    files = {path: content for path, content in site.items() if path != "sw.js"}
    assert app_files(BOOK, files) == app_files(BOOK, dict(files))
    assert app_files(BOOK, files)["sw.js"] != app_files(BOOK, {**files, "book/two.html": b"x"})["sw.js"]


def test_the_manifest_leads_to_files_of_the_site(site: dict[str, bytes]) -> None:
    manifest = json.loads(site["manifest.webmanifest"])
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == ("小书", "book/index.html", "standalone")
    assert {manifest["start_url"], *(icon["src"] for icon in manifest["icons"])} <= set(site)
    for icon in manifest["icons"]:
        side = int(icon["sizes"].split("x")[0])
        assert struct.unpack(">II", site[icon["src"]][16:24]) == (side, side)


def test_the_mark_is_drawn_in_its_colours_and_clear_outside() -> None:
    side, picture = 96, app_icon.png(96)
    length = struct.unpack(">I", picture[33:37])[0]
    rows = zlib.decompress(picture[41 : 41 + length])

    def pixel(x: float, y: float) -> tuple[int, ...]:
        place = int(y * side) * (side * 4 + 1) + 1 + int(x * side) * 4
        return tuple(rows[place : place + 4])

    assert pixel(0, 0)[3] == 0
    assert pixel(0.5, 0.1) == (0x0B, 0x64, 0x70, 255)
    assert pixel(0.25, 0.35) == (255, 255, 255, 255)
    assert pixel(0.46, 0.64) == (0xF2, 0xA9, 0x00, 255)


def test_a_font_is_cut_down_to_the_icons_that_are_used() -> None:
    theme = package_files("pydata_sphinx_theme") / "theme/pydata_sphinx_theme/static"
    path = next(Path(str(theme)).rglob("fa-solid-900.woff2"))
    small = subset(path.read_bytes(), "\uf0c9\uf002")
    assert len(small) < 3000
    assert set(TTFont(BytesIO(small)).getBestCmap()) == {0xF0C9, 0xF002}
    assert small == subset(path.read_bytes(), "\uf0c9\uf002")


# ---- publishing


def test_publishing_writes_what_changed_and_removes_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "html"
    publish(folder, {"index.html": b"1", "a/b.html": b"1", "c/d.html": b"1"})
    before = (folder / "a" / "b.html").stat().st_mtime_ns
    assert publish(folder, {"index.html": b"1", "a/b.html": b"1", "e.html": b"1"}) == ("e.html",)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*")} == {
        "index.html",
        "a",
        "a/b.html",
        "e.html",
    }
    assert (folder / "a" / "b.html").stat().st_mtime_ns == before
    assert publish(folder, {"index.html": b"1", "a/b.html": b"1", "e.html": b"1"}) == ()
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_can_become_a_file_and_the_reverse(tmp_path: Path) -> None:
    publish(tmp_path / "html", {"index.html": b"1", "a": b"1", "b/c": b"1"})
    publish(tmp_path / "html", {"index.html": b"1", "a/x": b"2", "b": b"2"})
    assert (tmp_path / "html" / "a" / "x").read_bytes() == b"2"
    assert (tmp_path / "html" / "b").read_bytes() == b"2"


@pytest.mark.parametrize("killed_at", [1, 2, 3, 4])
def test_a_killed_run_leaves_the_old_site_or_none_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    old = {"index.html": b"old", "a.html": b"old", "b.html": b"old"}
    new = {"index.html": b"new", "a.html": b"new", "b.html": b"new"}
    folder = tmp_path / "html"
    publish(folder, old)
    moves = 0
    replace = Path.replace

    def dying(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += not self.name.endswith(".part") and self.parent.name.endswith(".part")
        if moves == killed_at:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    if killed_at <= 3:
        with pytest.raises(KeyboardInterrupt):
            publish(folder, new)
        assert not (folder / "index.html").exists()
    else:
        publish(folder, new)
    monkeypatch.undo()
    publish(folder, new)
    assert {name: (folder / name).read_bytes() for name in new} == new
    assert not list(tmp_path.glob("*.part"))
