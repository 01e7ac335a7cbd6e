"""A form in the browser: filled in and kept, printed alone, an example, and a faulty one whose faults are found."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from lianbing.book.forms.files import form_data, form_files
from lianbing.domain.workbook import Workbook
from lianbing.widgets.assets import Bundle, script_text
from lianbing.widgets.markup import markup
from tests.machine import absent
from tests.pages import reload

pytestmark = pytest.mark.browser
FORM = "slip"
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>表单</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>一章</h1><h2>一节</h2><p>本章别的话</p>
{element}</main><script>{script}</script></body></html>"""


@pytest.fixture(scope="module")
def folder(workbook: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms as pages, with their files where the site has them."""
    folder = tmp_path_factory.mktemp("forms")
    for path, content in form_files(workbook).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    pages = folder / "book" / "chapters"
    pages.mkdir(parents=True)
    for name in workbook.forms:
        page = PAGE.format(element=markup(form_data(workbook, name), "form"), script=script_text(Bundle.FORMS))
        (pages / f"{name}.html").write_text(page, encoding="utf-8")
    return pages


@pytest.fixture
def form(phone: BrowserContext, folder: Path) -> Page:
    page = phone.new_page()
    page.goto((folder / f"{FORM}.html").as_uri())
    return page


def _box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name)


def _kept(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('lb:form:{FORM}')") or "null")


def test_what_is_typed_is_kept_until_it_is_cleared(form: Page) -> None:
    _box(form, "编号").fill("0501")
    form.get_by_role("combobox").select_option("送货")
    _box(form, "信息内容").fill("老街赵记，少一条。")
    reload(form)
    expect(_box(form, "编号")).to_have_value("0501")
    expect(form.get_by_role("combobox")).to_have_value("送货")
    form.get_by_role("button", name="看看填齐没有").click()
    expect(form.get_by_role("status").first).to_contain_text("还空着：信息提供人、传递时间")
    form.get_by_role("button", name="清空").click()
    assert _kept(form)
    form.get_by_role("button", name="真的清空").click()
    assert _kept(form) is None
    expect(_box(form, "编号")).to_have_value("")


def test_another_tab_shows_what_this_one_keeps(form: Page, phone: BrowserContext) -> None:
    other = phone.new_page()
    other.goto(form.url)
    _box(form, "编号").fill("0502")
    expect(_box(other, "编号")).to_have_value("0502")


def test_the_faults_are_found_and_mended(form: Page, workbook: Workbook) -> None:
    faulty = workbook.forms[FORM].faulty
    assert faulty is not None
    form.get_by_role("tab", name="找毛病").click()
    first, *others = faulty.faults
    labels = {each.id: each.label for each in workbook.forms[FORM].fields}
    form.get_by_role("button", name=f"{labels[first.field]}：这里有毛病").click()
    _box(form, "你来改").fill("0452")
    form.get_by_role("button", name="信息提供人：这里有毛病").click()
    form.get_by_role("button", name="对答案").click()
    told = f"{len(faulty.faults)} 处毛病，找出 1 处，漏了 {len(others)} 处，另有 1 处本来没有毛病。"
    expect(form.get_by_role("status").filter(has_text="处毛病")).to_have_text(told)
    assert form.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == told
    expect(form.get_by_text("✓ 找对了")).to_have_count(1)
    expect(form.get_by_text("△ 漏了这一处")).to_have_count(len(others))
    expect(form.get_by_text(first.wrong)).to_be_visible()
    form.get_by_role("button", name="再找一遍").click()
    expect(form.get_by_text("△ 漏了这一处")).to_have_count(0)


def test_the_tabs_are_gone_through_by_arrows(form: Page) -> None:
    form.get_by_role("tab", name="空白表").focus()
    form.keyboard.press("ArrowRight")
    expect(form.get_by_role("tab", name="样例")).to_be_focused()
    expect(form.get_by_role("tabpanel", name="样例")).to_be_visible()
    form.keyboard.press("ArrowLeft")
    form.keyboard.press("ArrowLeft")
    expect(form.get_by_role("tab", name="找毛病")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize(("ending", "words"), [("docx", "Word"), ("xlsx", "Excel")])
def test_the_blank_form_is_saved_from_a_file_page(form: Page, folder: Path, ending: str, words: str) -> None:
    with form.expect_download() as saving:
        form.get_by_role("link", name=f"下载空白表（{words}）").click()
    kept = folder.parent.parent / "forms" / f"{FORM}.{ending}"
    assert Path(saving.value.path()).read_bytes() == kept.read_bytes()
    assert saving.value.suggested_filename == f"{FORM}.{ending}"  # over HTTP it is that of the form


def test_the_form_is_printed_alone(form: Page) -> None:
    _box(form, "编号").fill("0503")
    form.evaluate("globalThis.print = () => {}")
    form.get_by_role("button", name="打印这张表").click()
    pages = PdfReader(io.BytesIO(form.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert "信息传递单" in text
    assert "0503" in text
    assert "本章别的话" not in text
    assert "样例" not in text


def test_every_form_fits_a_phone_and_large_type(phone: BrowserContext, folder: Path, workbook: Workbook) -> None:
    page = phone.new_page()
    for name in workbook.forms:
        page.goto((folder / f"{name}.html").as_uri())
        for tab in page.get_by_role("tab").all():
            tab.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (name, tab.text_content())
        page.add_style_tag(content="html { font-size: 200% !important; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_tab(
    browser: Browser, folder: Path, workbook: Workbook, root: Path, scheme: Any
) -> None:
    script = root / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        absent("axe-core (npm ci)")
    context = browser.new_context(viewport={"width": 900, "height": 900}, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    for name in workbook.forms:
        page.goto((folder / f"{name}.html").as_uri())
        page.evaluate(script.read_text(encoding="utf-8"))
        for tab in page.get_by_role("tab").all():
            tab.click()
            found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]] == [], name
    context.close()
