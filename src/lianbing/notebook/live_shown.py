"""A live session as HTML for a notebook: the question with its votes, what became of it before, who is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.scenarios import ChoiceVerdict
from lianbing.grading.fragments import text
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.wording import as_ratio, in_per_cent
from lianbing.sessions.documents.history import NO_HISTORY
from lianbing.sessions.documents.scenario_summary import VERDICTS
from lianbing.wire.items import AskedItem
from lianbing.wire.sessions.live import QuizOnScreen, QuizQuestionLine, SceneOnScreen, Tally, TrainerState, VoteOnScreen

LIVE = "lb-live"
# JupyterLab's own colours, so that the view fits its light and dark themes.
STYLE = f"""<style>
.{LIVE}{{border:1px solid var(--jp-border-color1);border-radius:6px;padding:8px 12px;
font-family:var(--jp-ui-font-family);color:var(--jp-ui-font-color1);line-height:1.6}}
.{LIVE} .lb-stem{{font-size:1.15em;font-weight:600;white-space:normal}}
.{LIVE} table{{border-collapse:collapse;width:100%}}
.{LIVE} td,.{LIVE} th{{text-align:left;vertical-align:top;padding:2px 8px;white-space:normal}}
.{LIVE} td.lb-number,.{LIVE} th.lb-number{{text-align:right;white-space:nowrap}}
.{LIVE} .lb-bar{{background:var(--jp-brand-color1);height:.7em;min-width:1px}}
.{LIVE} .lb-note{{color:var(--jp-ui-font-color2)}}
.{LIVE} .lb-warning{{font-weight:600}}
.{LIVE} svg{{max-width:180px;height:auto;background:white}}
</style>"""


def head(state: TrainerState) -> str:
    """The session, what is going on, how phones come in, and what the trainer should know."""
    screen = state.screen
    where = "、".join(map(text, state.addresses))
    lines = [
        f"<b>{text(screen.title)}</b>　{text(screen.activity)}{'（已结束）' if screen.is_over else ''}",
        f"{_arrivals(state)}　手机打开：{where}　四位数字：{screen.join.digits}",
        *(f"<span class='lb-warning'>{text(warning)}</span>" for warning in state.warnings),
    ]
    return "<br>".join(lines)


def links(screen: str, trainer: str) -> str:
    """The way to the projector's page, and to the trainer's, whose address lets anybody in."""
    return (
        f"投影：<a href='{escape(screen)}' target='_blank'>{text(screen)}</a>（拖到投影上，按 F11 全屏）　"
        f"控制台：<a href='{escape(trainer)}' target='_blank'>{text(trainer)}</a>（网址里有钥匙，不要投出去）"
    )


def _arrivals(state: TrainerState) -> str:
    """How many are in; strangers to the list are counted apart."""
    join = state.screen.join
    listed = join.expected - len(state.missing)
    strangers = join.present - listed
    if not join.expected:
        return f"已到 {join.present} 人"
    apart = f"（名单上 {listed}，来宾 {strangers}）" if strangers > 0 else ""
    return f"已到 {join.present} 人{apart}，应到 {join.expected} 人"


def vote_table(vote: VoteOnScreen, now: Iterable[Tally], key: str) -> str:
    """The options of a question with the votes of the moment, those of vote 1 beside vote 2."""
    present, before = _counts(now), _counts(vote.earlier)
    names = dict.fromkeys([*(option.id for option in vote.item.options), *present, *before])
    texts = {option.id: option.text for option in vote.item.options}
    most = max([*present.values(), 1])
    ordinal = "第一次" if vote.vote == 1 else "第二次"
    rows = [
        f"<tr><td>{text(name)}{' ✓' if name == key else ''}</td><td>{text(texts.get(name, ''))}</td>"
        f"<td class='lb-number'>{before.get(name, 0) if before else ''}</td>"
        f"<td class='lb-number'>{present.get(name, 0)}</td>"
        f"<td style='width:35%'>{_bar(present.get(name, 0) / most)}</td></tr>"
        for name in names
    ]
    state = "正在投" if vote.is_open else "已停"
    return (
        f"<p class='lb-stem'>{text(vote.item.stem)}</p>"
        f"<table><tr><th></th><th></th><th class='lb-number'>{'第一次' if before else ''}</th>"
        f"<th class='lb-number'>{ordinal}</th><th></th></tr>{''.join(rows)}</table>"
        f"<p class='lb-note'>{ordinal}投票{state}，{vote.answered} 人投了。答案：{text(key)}（只在这里显示）</p>"
    )


def scene_table(at: SceneOnScreen, now: Iterable[Tally], verdicts: Iterable[ChoiceVerdict]) -> str:
    """A moment of a scenario with what the room would do, and how that is judged."""
    counts = _counts(now)
    most = max([*counts.values(), 1])
    rows = "".join(
        f"<tr><td>{chr(ord('A') + place)}</td><td>{text(choice.text)}</td><td>{VERDICTS[verdict]}</td>"
        f"<td class='lb-number'>{counts.get(choice.id, 0)}</td>"
        f"<td style='width:35%'>{_bar(counts.get(choice.id, 0) / most)}</td></tr>"
        for place, (choice, verdict) in enumerate(zip(at.scene.choices, verdicts, strict=True))
    )
    before = f"<p class='lb-note'>{text(at.scene.before)}</p>" if at.scene.before else ""
    end = f"<p>{text(at.scene.debrief)}</p>" if at.scene.debrief else ""
    return f"<p><b>{text(at.scene.title)}</b></p>{before}<p>{text(at.scene.text)}</p><table>{rows}</table>{end}"


def quiz_line(quiz: QuizOnScreen) -> str:
    """How far a quiz is."""
    state = "正在答" if quiz.is_open else "已停"
    return f"<p>{quiz.quiz.label}{state}：{quiz.begun} 人开始答，{quiz.finished} 人答完</p>"


def quizzes_went(state: TrainerState) -> str:
    """How the questions of stopped quizzes went, for the trainer alone."""
    current = state.screen.quiz.quiz if state.screen.quiz else None
    return "".join(
        f"<details{' open' if quiz is current else ''}><summary>{quiz.label}：每题答得怎样（只在这里显示）</summary>"
        f"<table>{''.join(_went(each) for each in state.quizzes if each.quiz is quiz)}</table></details>"
        for quiz in dict.fromkeys(each.quiz for each in state.quizzes)
    )


def _went(line: QuizQuestionLine) -> str:
    share = f"{line.right / line.answered:.0%}"
    return (
        f"<tr><td class='lb-number'>{line.answered} 人答，对 {line.right} 人 · {share}</td>"
        f"<td>{text(line.stem)}<br><span class='lb-note'>答案：{text(line.key)}</span></td></tr>"
    )


def movements_table(state: TrainerState) -> str:
    """Who moved from which option to which, for the trainer alone."""
    if not state.movements:
        return ""
    rows = "".join(
        f"<tr><td>{text(each.before)} → {text(each.after)}</td><td class='lb-number'>{each.count} 人</td></tr>"
        for each in state.movements
    )
    return f"<p>从第一次到第二次：</p><table>{rows}</table>"


def past(asked: PaperItem | None, figures: ItemFigures | None) -> str:
    """What became of a question in drills and sessions before, its options in the letters shown now."""
    if asked is None or figures is None:
        return f"<p class='lb-note'>{NO_HISTORY}</p>"
    shown = {bank: letter for letter, bank in asked.item.origin.items()}
    options = sorted((shown.get(each.option, each.option), each) for each in figures.options)
    rows = "".join(
        f"<tr><td>{text(letter)}{' ✓' if each.is_key else ''}</td><td class='lb-number'>{in_per_cent(each.share)}</td>"
        f"<td class='lb-number'>{in_per_cent(each.low)}</td><td class='lb-number'>{in_per_cent(each.high)}</td></tr>"
        for letter, each in options
    )
    heads = "".join(f"<th class='lb-number'>{each}</th>" for each in ("选它的", "低分的三分之一里", "高分的三分之一里"))
    table = f"<table><tr><th></th>{heads}</tr>{rows}</table>" if rows else ""
    return (
        f"<p>以前 {figures.people} 人答过：答对 {in_per_cent(figures.facility)}，"
        f"区分（题与其余的相关）{as_ratio(figures.item_rest)}</p>{table}"
    )


def people(state: TrainerState) -> str:
    """Who is in, and who is expected."""
    doubts = [f"{text(seat.name)}：{text(seat.doubt)}" for seat in state.seats if seat.doubt]
    missing = "、".join(text(each.name) for each in state.missing) or "没有"
    doubtful = f"<p>要看一看的：{'；'.join(doubts)}（在控制台里改）</p>" if doubts else ""
    return f"{doubtful}<p class='lb-note'>还没有来的：{missing}</p>"


def question_of(state: TrainerState) -> AskedItem | None:
    """The question that is voted on."""
    return state.screen.vote.item if state.screen.vote else None


def qr(state: TrainerState) -> str:
    """The QR code of the moment, which our own server has drawn."""
    return state.screen.join.qr


def _counts(tallies: Iterable[Tally]) -> Mapping[str, int]:
    return {tally.answer: tally.count for tally in tallies}


def _bar(share: float) -> str:
    return f"<div class='lb-bar' style='width:{escape(f'{share:.0%}')}'></div>"
