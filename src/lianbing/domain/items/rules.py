"""Which marking rules a type of question may have, and how people read them."""

from __future__ import annotations

from lianbing.domain.items.question import ItemType, Rule

RULE_TITLES = {
    ItemType.MULTIPLE: {
        Rule.EXACT: "漏选、错选都不得分",
        Rule.HALF: "漏选得半分，错选不得分",
        Rule.SHARE: "选对几项得几项的分，错选不得分",
        Rule.DEDUCT: "选对按项得分，错选倒扣，扣完为止",
    },
    ItemType.FILL: {Rule.EACH: "按空给分", Rule.EXACT: "全对才得分"},
    ItemType.ORDERING: {Rule.EXACT: "全对才得分", Rule.PAIRS: "按先后关系给分"},
    ItemType.MATCHING: {Rule.EACH: "按对数给分", Rule.EXACT: "全对才得分"},
    ItemType.CODE: {
        Rule.EACH: "按交回的数给分，一个数在每组隐藏数据上都对才得分",
        Rule.SHARE: "按交回的数给分，在随机数据上都对才得分，极端数据错几组扣几份",
        Rule.EXACT: "全对才得分",
    },
}
"""The rules that a type may have, and how people read them; ``words.js`` says the same."""
