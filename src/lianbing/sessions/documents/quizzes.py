"""The quizzes on paper, for people without a phone, and their answers with what to say about them."""

from __future__ import annotations

from collections.abc import Sequence

from lianbing.domain.items.on_paper import OneLetter, SeveralLetters, SeveralTexts, ShortText, TrueOrFalse
from lianbing.domain.items.question import Item
from lianbing.domain.sessions.forms import FormBalance
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.printing.blocks import BOX, Block, Heading, PaperDocument, Sentence, Signatures
from lianbing.sessions.documents.balance import balance_blocks
from lianbing.sessions.documents.house_style import new_document
from lianbing.sessions.documents.questions import answered_blocks, question_block
from lianbing.wire.sessions.prepared import PreparedSession

FORM_A, FORM_B = "甲卷", "乙卷"


def quiz_paper(prepared: PreparedSession, form: str, items: Sequence[str]) -> PaperDocument:
    """A form to write on."""
    asked = [prepared.items[name].item for name in items]
    blocks: list[Block] = [
        Signatures(labels=("姓名", "工号", "单位")),
        Sentence("　　　".join(f"{BOX} {kind.label}" for kind in QuizKind)),
        Sentence(_how(asked), is_note=True),
    ]
    blocks += [question_block(item, number) for number, item in enumerate(asked, 1)]
    return new_document(prepared, f"测验（{form}）", blocks)


def _how(items: Sequence[Item]) -> str:
    """Where answers are written, for the types that are asked."""
    papers = {item.type.label: item.type.paper for item in items}
    ways = []
    if any(isinstance(paper, OneLetter | SeveralLetters) for paper in papers.values()):
        ways.append("选择题把字母写在括号里")
    if any(isinstance(paper, TrueOrFalse) for paper in papers.values()):
        ways.append("判断题在方框里打勾")
    if written := [label for label, paper in papers.items() if isinstance(paper, ShortText | SeveralTexts)]:
        ways.append(f"{'、'.join(written)}写在横线上")
    return "。".join(filter(None, ("，".join(ways), "每题 1 分，独立作答。")))


def answers_document(prepared: PreparedSession, balance: FormBalance) -> PaperDocument:
    """Both forms with their answers, and how alike they are."""
    plan = prepared.plan
    blocks: list[Block] = [Sentence(_order(prepared))]
    for form, items in ((FORM_A, plan.forms.a), (FORM_B, plan.forms.b)):
        blocks.append(Heading(f"{form}（{len(items)} 题）"))
        for number, name in enumerate(items, 1):
            blocks.extend(answered_blocks(prepared.items[name].item, number, prepared.basis))
    blocks += [Heading("两卷一样难吗"), *balance_blocks(balance, prepared.basis)]
    return new_document(prepared, "测验答案与讲评", blocks, is_private=True)


def _order(prepared: PreparedSession) -> str:
    if prepared.plan.forms.swapped:
        return (
            "一半人热身做甲卷、课后做乙卷，另一半人反过来：哪一卷难一点，都不会算成进步或退步。"
            "手机上由程序分；用纸的，按签到的次序一甲一乙地发，课后换过来。"
        )
    return "所有人热身做甲卷，课后做乙卷。"
