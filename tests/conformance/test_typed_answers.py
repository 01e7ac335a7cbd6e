"""Python and the page read any text that somebody types in the same way."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.characters import simplified, traditional_of
from lianbing.domain.items.blanks import Blank
from lianbing.domain.kernel.amounts import means_number, printed_unit, read_amounts, tidy
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.folding import fold
from tests.machine import absent

WRITTEN = (
    "0 1 2 5 50 1200 05 .5 ０ ５ Ａ b $ D 32 = * + - ~ ～ — – / % ％ : ： ∶ . 。 , ， 、 ; ！ ! ? ？ # @ & "
    "^ \\ | _ ' \" “ ” 「 」 ( ) （ ） [ ] { } 《 》 【 】 … · × ÷ >= <= ≥ 一 二 两 三 五 十 百 千 万 亿 零 〇 "
    "伍 拾 佰 萬 億 点 负 半 百分之 约 左右 至 到 条 户 元 万元 小时 分钟 著 着 乾 干 縣 县 瞭 解 藉 口 費 费 "
    "l O o 👍 \ud83d \ufe0f \u20e3 \u200b \u3000 REF SUM( A1 B10 .xlsx 客户 不知道"
)
PIECES = WRITTEN.split(" ")
UNITS = ("", "条", "% 到", "万元以下", "元", "分钟，", "千克", "个（含")
texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=8)
cases = st.fixed_dictionaries({"typed": texts, "wording": texts, "after": st.sampled_from(UNITS)})


def in_python(case: Mapping[str, str]) -> dict[str, Any]:
    unit, tidied = printed_unit(case["after"]), tidy(case["typed"])
    return {
        "folded": fold(case["typed"]),
        "again": fold(case["typed"]),
        "tidied": tidied,
        "unit": unit,
        "numbers": sorted(map(plain, read_amounts(tidied, unit))),
        "number": means_number(tidied),
        "reading": Blank(wordings=(case["wording"],), unit=unit).read(case["typed"], simplified).value,
    }


@pytest.fixture(scope="module")
def reader() -> Any:
    node = shutil.which("node")
    if node is None:
        absent("Node")
    script = Path(__file__).resolve().parents[1] / "js" / "read_typed.js"
    with subprocess.Popen([node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        yield process
        process.stdin.close()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases)
def test_a_page_reads_what_is_typed_as_python_does(reader: Any, case: dict[str, str]) -> None:
    characters = case["wording"] + printed_unit(case["after"])
    asked = {**case, "traditional": dict(traditional_of(characters))}
    reader.stdin.write(json.dumps(asked) + "\n")
    reader.stdin.flush()
    assert json.loads(reader.stdout.readline()) == in_python(case)
