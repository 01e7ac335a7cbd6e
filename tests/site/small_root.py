"""A root with two chapters whose cells print plain HTML: enough to see all that the book does to a page."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from lianbing.press.site import Site

REPOSITORY = Path(__file__).parents[2]
CARD = """> **VIS-06 每天走访户数**
>
> 每天走访的零售户不少于 30 户。
>
> 限额 ≥ 30 户/天(本单位参数:每天走访户数下限) · 岗位 客户经理 · 状态 重建 · 来源 行为规范(2013-06),L30
>
> 说法不一：每日走访户数。规范标准:每天不少于 30 户。文集:每天近 20 户。
>
> 说法不一：每天走访时长。规范标准:不少于 6 小时。文集:没有写。
>
> 说明:与另一来源的说法不一致,取值见参数表。"""
PARAMETER = """> **每天走访户数下限** `visit.min_per_day`
>
> 取值:30 户/天"""
FACT = """> **K080 行业知识**
>
> 毛利率按售价计算。
>
> 置信度 中 · 来源 公开资料"""
WIDE_TABLE = """| 参数 | 默认值 | 本单位取值 | 各来源怎么说 | 备注 |
| --- | --- | --- | --- | --- |
| 每天走访户数下限 `visit.min_per_day` | 30 户/天 | 未填,用默认值 | VIS-06:30(硬下限)<br>VIS-71:20(现状) | 按制度填 |"""
ELEMENT = (
    '<lb-item><script type="application/json">{"kind":"item","id":"vis-0001","type":"truefalse",'
    '"stem":"每天走访户数有下限。","points":"1","practice":{"key":{"type":"truefalse","correct":true},"explain":"有。","why":{},"clauses":[]},"clauses":{}}'
    "</script><noscript><p>每天走访户数有下限。</p></noscript></lb-item>"
)
VISITS = (
    "# 走访纪律\n\n适用岗位:客户经理 · 预计学习 30 分钟",
    "## 三定\n\n*三定*管的是时间、路线、顺序,见[每天走访户数](#vis-06)和[毛利](margin.ipynb#k080)。",
    "> 这是一段普通的引文,不是卡片。",
    CARD,
    WIDE_TABLE,
    "## 库存\n\n问库存要问结构。订货引导由店主自己决定,客户投诉要当场记下。",
)
MARGIN = (
    "# 毛利核算\n\n会算账才讲得清。",
    "## 毛利率\n\n毛利率等于毛利除以售价。走访时可以讲给店主听。",
    FACT,
    PARAMETER,
)


@dataclass(frozen=True)
class Built:
    """A root and the site built from it."""

    root: Path
    site: Site


def show(markup: str) -> str:
    return f"from IPython.display import HTML\nHTML({markup!r})"


def write_notebook(path: Path, texts: tuple[str, ...], *codes: str) -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "id": f"text-{place}", "metadata": {}, "source": text}
        for place, text in enumerate(texts)
    ]
    cells += [
        {
            "cell_type": "code",
            "id": f"code-{place}",
            "metadata": {"tags": ["remove-input"]},
            "execution_count": None,
            "outputs": [],
            "source": code,
        }
        for place, code in enumerate(codes)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")


def write_root(root: Path) -> Path:
    chapters = root / "book" / "chapters"
    write_notebook(
        chapters / "visits.ipynb", VISITS, show(ELEMENT), "import pandas as pd\npd.DataFrame({'户数': [30, 20]})"
    )
    write_notebook(chapters / "margin.ipynb", MARGIN, "print('毛利 120 元')")
    (root / "book" / "index.md").write_text("# 练兵:小书\n\n这本书用来检查网页。\n", encoding="utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nparts:\n  - caption: 基本功\n    chapters:\n"
        "      - file: book/chapters/visits\n      - file: book/chapters/margin\n",
        encoding="utf-8",
    )
    shutil.copy(REPOSITORY / "_config.yml", root / "_config.yml")
    return root
