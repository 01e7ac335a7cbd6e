"""题干太长: on a phone it has to be read in pieces."""

from collections.abc import Iterator

from lianbing.content.lint import question_rule
from lianbing.domain.items.question import Question
from lianbing.domain.workbook import Workbook

LONGEST = 60


@question_rule("long-stem")
def long_stem(question: Question, book: Workbook) -> Iterator[str]:
    if len(question.stem) > LONGEST:
        yield f"题干有 {len(question.stem)} 字，手机上一屏看不完：写到 {LONGEST} 字以内"
