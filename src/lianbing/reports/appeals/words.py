"""Words that the documents of publications and appeals share."""

from __future__ import annotations

from lianbing.domain.appeals.rules import AppealRules, Involvement


def day_shown(day: str) -> str:
    """A day as people write it; empty for none."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{year} 年 {int(month)} 月 {int(number)} 日"


def barred_shown(rules: AppealRules) -> str:
    """Who may not review, in the order in which an appeal meets them."""
    return "、".join(each.label for each in Involvement if each in rules.reviewing.barred)


def rule_lines(rules: AppealRules) -> tuple[tuple[str, str, str], ...]:
    """Each rule with its value and where it was read."""
    filing, times, open_to, reviewing = rules.filing, rules.times, rules.appealable, rules.reviewing
    kept = "、".join(each.label for each in times.kept)
    subjects = [open_to.items.label]
    subjects += [label for label, is_open in (("一部分", open_to.parts), ("总的结果", open_to.result)) if is_open]
    return (
        ("公示", f"{rules.publication.days} 个工作日", rules.publication.source),
        ("申诉", f"{filing.counted_from.label}起 {filing.days} 个工作日以内", filing.source),
        ("决定受理不受理", f"收到起 {rules.acceptance.days} 个工作日以内", rules.acceptance.source),
        ("答复", f"受理起 {rules.answer.days} 个工作日以内", rules.answer.source),
        ("次数", f"一个人对一期的结果 {times.most} 次" + (f"，{kept}不算" if kept else ""), times.source),
        ("可以对什么申诉", "；".join(subjects), open_to.source),
        ("不能复核的人", barred_shown(rules), reviewing.source),
        ("复核改低", "可以" if reviewing.may_lower else "不可以", reviewing.source),
    )
