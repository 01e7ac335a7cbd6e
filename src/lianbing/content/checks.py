"""Checks that need all files: references, formulas, coverage, scenarios, blueprints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from lianbing.characters import simplified, traditional_in
from lianbing.content.checking.bank import bank_advice, guessing_advice
from lianbing.content.checking.bases import heading_advice
from lianbing.content.checking.forms import form_rule
from lianbing.content.checking.limits import limit_problems, names_mentioned, reach_faults, second_limit_advice
from lianbing.content.checking.numbers import number_faults
from lianbing.content.checking.office import coaching_faults, session_faults
from lianbing.content.checking.prose import placement_faults, prose_faults
from lianbing.content.checking.scenarios import scenario_faults
from lianbing.content.lint import LintRule, Weight, basis_faults, content_rule, question_rule, unknown
from lianbing.content.loader import Loaded, read_workbook
from lianbing.content.quoting.prose_texts import unfilled_prose
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import ResultSource, Source
from lianbing.domain.drills.assembly import stock_of
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.draws import bad_draw, clash
from lianbing.domain.items.item_writing import item_flaws
from lianbing.domain.items.question import Exposure, Question, realise
from lianbing.domain.items.swallowed import marking_flaws
from lianbing.domain.items.tasks import Task, realise_task
from lianbing.domain.knowledge.syllabus import Chapter, Placement
from lianbing.domain.workbook import Workbook
from lianbing.errors import BlueprintShort, ContentFaults, ExpressionFault, Fault, UnknownReference
from lianbing.plug_ins import LINT_RULES, added

_TRIAL_SEEDS = 12


def load_workbook(root: Path) -> Workbook:
    """The checked workbook in ``root``; raises ContentFaults with all faults."""
    return read_checked(root).workbook


def read_checked(root: Path) -> Loaded:
    """The checked content in ``root`` with the places of its ids; raises ContentFaults with all faults."""
    loaded = read_workbook(root)
    faults = list(find_faults(loaded))
    if faults:
        raise ContentFaults(faults)
    return loaded


def find_faults(loaded: Loaded, weight: Weight = Weight.STOPS) -> Iterator[Fault]:
    """The faults of a weight that show only when files are compared with each other."""
    for rule in (*RULES, *added(LINT_RULES, LintRule)):
        if rule.weight is weight:
            yield from rule.faults(loaded)


@content_rule("clauses")
def _clause_faults(loaded: Loaded) -> Iterator[Fault]:
    book, places = loaded.workbook, loaded.places
    mentioned = names_mentioned(book)
    for clause in book.clauses.values():
        sections = {section.id for section in book.standards[clause.standard].sections}
        messages = unknown("岗位", clause.roles, book.roles)
        messages += unknown("矛盾", clause.contradictions, book.contradictions)
        messages += unknown("参数", [limit.parameter for limit in clause.limits if limit.parameter], book.parameters)
        if not clause.id.startswith(f"{clause.standard}-"):
            messages.append(f"条款编号要以 {clause.standard}- 开头")
        if clause.section not in sections:
            messages.append(f"没有分节 {clause.section}：在 sections 里加上，或改正")
        if len(clause.readings) == 1:
            messages.append("readings 至少要有两种读法")
        messages += limit_problems(clause, mentioned)
        for message in messages:
            yield places.fault("clauses", clause.id, f"条款 {clause.id}：{message}")


@content_rule("parameters")
def _parameter_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    for parameter in book.parameters.values():
        for message in unknown("矛盾", parameter.contradictions, book.contradictions):
            yield loaded.places.fault("parameters", parameter.id, f"参数 {parameter.id}：{message}")
    yield from reach_faults(loaded)


@question_rule("question-basis")
def _question_basis(question: Question, book: Workbook) -> Iterable[str]:
    return basis_faults(book, question.rests_on)


@question_rule("item-writing")
def _item_writing(question: Question, book: Workbook) -> Iterable[str]:
    return item_flaws(question)


@question_rule("question-topic")
def _question_topic(question: Question, book: Workbook) -> Iterable[str]:
    topic = question.classification.topic
    if topic not in {known.id for known in book.syllabus.topics}:
        yield f"没有知识点 {topic}：对照 syllabus.yml 改正"


@question_rule("question-instances")
def _question_instances(question: Question, book: Workbook) -> Iterable[str]:
    try:
        bad = bad_draw(question, book.sources)
    except UnknownReference as error:
        return [error.message]
    if bad:
        return [f"{bad}{'。改 range 或算式，让每次抽到的数都能用' if bad.numbers else ''}"]
    return _tried(partial(_vary, question, book))


@question_rule("question-trials")
def _question_trials(question: Question, book: Workbook) -> Iterable[str]:
    return question.type.trials(question, book.sources)


@question_rule("traditional-characters")
def _traditional_characters(question: Question, book: Workbook) -> Iterable[str]:
    """Faults of a key with characters that are not in the mainland's list (通用规范汉字表) and have a simplified form.

    Those of learners count as the simplified ones of the key.
    """
    characters = traditional_in("".join([*question.key.compared_texts(), question.unit]))
    if not characters:
        return []
    return [f"答案里有繁体字 {'、'.join(characters)}：改成简体，学员写繁体也照样判对"]


@question_rule("marking")
def _marking(question: Question, book: Workbook) -> Iterable[str]:
    try:
        return [*marking_flaws(realise(question, book.sources, ""), simplified)]
    except (ExpressionFault, UnknownReference):
        return []  # question-instances tells that


def _vary(question: Question, book: Workbook) -> None:
    stems = {
        realise(question, book.sources, str(seed)).stem for seed in range(_TRIAL_SEEDS if question.parametrised else 1)
    }
    if question.classification.exposure is Exposure.BOTH and len(stems) == 1:
        raise ExpressionFault("exposure 写 both，但随机的数值没有写进题干：书里和试卷一模一样")


@content_rule("tasks")
def _task_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    for task in book.tasks.values():
        references = [*task.rests_on, *(ref for field in task.fields for ref in field.rests_on)]
        messages = basis_faults(book, dict.fromkeys(references))
        messages += unknown("知识点", (task.topic,), {topic.id for topic in book.syllabus.topics})
        ids = [field.id for field in task.fields]
        messages += [f"小题编号 {name} 重复" for name in sorted({name for name in ids if ids.count(name) > 1})]
        messages += _tried(partial(_realise_task, task, book))
        for message in messages:
            yield loaded.places.fault("TaskFile", task.id, f"数据练习 {task.id}：{message}")


def _realise_task(task: Task, book: Workbook) -> None:
    for field in realise_task(task, book.sources, practice_seed(task.id)).fields:
        why = clash(field)
        if why:
            raise ExpressionFault(f"小题 {field.id}：{why}")


@content_rule("chapters")
def _chapter_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    for chapter in book.chapters.values():
        file = f"syllabus/chapters/{chapter.id}.md"
        head = [*unknown("岗位", chapter.roles, book.roles)]
        head += unknown("知识点", chapter.topics, {topic.id for topic in book.syllabus.topics})
        for message in head:
            yield Fault(file, 1, message)
        for block in chapter.blocks:
            for message in _block_faults(book, chapter, block) if isinstance(block, Placement) else ():
                yield Fault(file, block.line, message)
        yield from unfilled_prose(chapter, file, book.sources)


def _block_faults(book: Workbook, chapter: Chapter, block: Placement) -> list[str]:
    if block.name == "quiz":
        return [message for item in block.arguments for message in _quiz_faults(book.questions.get(item), item)]
    if block.name == "check":
        return _check_faults(book, chapter, block.arguments)
    known: dict[str, tuple[str, Iterable[str]]] = {
        "clauses": ("条款", book.clauses),
        "scenario": ("情景", book.scenarios),
        "task": ("数据练习", book.tasks),
        "form": ("表单", book.forms),
        "parameters": ("参数", book.parameters),
        "facts": ("行业知识", book.facts),
        "roles": ("岗位", book.roles),
        "figure": ("图", book.figures),
    }
    word, things = known[block.name]
    return unknown(word, block.arguments, things)


def _check_faults(book: Workbook, chapter: Chapter, arguments: tuple[str, ...]) -> list[str]:
    count = arguments[0] if len(arguments) == 1 else ""
    if not count.isdecimal() or int(count) < 1:
        return ["{check} 后面写题数，例如 :::{check} 10"]
    have = len(book.selftest_questions(chapter))
    return [f"章末自测要抽 {count} 题，本章知识点的公开题只有 {have} 题"] if have < int(count) else []


def _quiz_faults(question: Question | None, item: str) -> list[str]:
    if question is None:
        return [f"没有题 {item}：改编号，或先写进 quizzes/"]
    if not question.practisable:
        return [f"题 {item} 是只用于练兵的题，或还没有审过，不能放进书里"]
    return []


@content_rule("coverage")
def _coverage_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    shown = {clause for chapter in book.chapters.values() for clause in chapter.marked("clauses")}
    for clause in book.clauses.values():
        if clause.teachable and clause.id not in shown:
            message = f"条款 {clause.id} 没有任何一章讲到：在某章加 {{clauses}} 标记"
            yield loaded.places.fault("clauses", clause.id, message)
    placed = [item for chapter in book.chapters.values() for item in chapter.marked("quiz")]
    for question in book.questions.values():
        if placed.count(question.id) > 1:
            yield loaded.places.fault("items", question.id, f"题 {question.id} 在书里放了两次：留一处")


@content_rule("blueprints")
def _grading_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    topics = {topic.id for topic in book.syllabus.topics}
    for blueprint in book.blueprints.values():
        messages = _tried(partial(_draw_once, book, blueprint))
        messages += unknown("知识点", blueprint.topic_weights, topics)
        for section in blueprint.sections:
            messages += unknown("知识点", section.topics, topics)
            messages += unknown("条款或行业知识", section.clauses, {*book.clauses, *book.facts})
        for message in messages:
            yield loaded.places.fault("BlueprintFile", blueprint.id, message)
    for plan in book.drills.values():
        for message in unknown("细目表", (plan.blueprint,), book.blueprints):
            yield loaded.places.fault("DrillFile", plan.id, message)
    for scheme in book.schemes.values():
        for message in _scheme_faults(book, scheme):
            yield loaded.places.fault("SchemeFile", scheme.id, message)


@content_rule("practicals")
def _practical_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    for rubric in book.practicals.values():
        for criterion in rubric.criteria:
            for message in unknown("条款或行业知识", criterion.rests_on, {*book.clauses, *book.facts}):
                yield loaded.places.fault("PracticalFile", rubric.id, f"要点“{criterion.title}”：{message}")


def _draw_once(book: Workbook, blueprint: Blueprint) -> None:
    draw(stock_of(blueprint, [*book.questions.values()]), f"check/{blueprint.id}")


def _scheme_faults(book: Workbook, scheme: Scheme) -> list[str]:
    """The schemes whose results are asked for are there and for periods of that length; each span has one default."""
    messages = []
    for source in (source for source in scheme.sources if isinstance(source, ResultSource)):
        of_span = [other.id for other in book.schemes.values() if other.span is source.span]
        asked = book.schemes.get(source.scheme)
        if source.scheme:
            messages += unknown("考评方案", (source.scheme,), book.schemes)
        elif len(of_span) > 1:
            messages.append(f"{source.span} 的方案有几个（{'、'.join(of_span)}）：results 后面写上 scheme，用哪一个的")
        if asked and asked.span is not source.span:
            messages.append(f"results 写的是 {source.span}，方案 {asked.id} 却是 {asked.span} 的：改成同一种长度")
        if asked and asked.span is scheme.span and any(_takes(scheme, other) for other in asked.sources):
            messages.append(f"方案 {asked.id} 也取方案 {scheme.id} 的结果，互相等：去掉一边")
    others = [other.id for other in book.schemes.values() if other.is_default and other.span is scheme.span]
    if scheme.is_default and len(others) > 1:
        messages.append(f"{scheme.span} 的方案里有几个写了 default: true（{'、'.join(others)}）：只留一个")
    return messages


def _takes(scheme: Scheme, source: Source) -> bool:
    return isinstance(source, ResultSource) and (source.scheme, source.span) == (scheme.id, scheme.span)


@content_rule("reviewing")
def _reviewing_faults(loaded: Loaded) -> Iterator[Fault]:
    """Rubrics and plans name questions and sections that there are; one thing has one rubric."""
    book = loaded.workbook
    sections = {section.title for blueprint in book.blueprints.values() for section in blueprint.sections}
    owners: dict[str, str] = {}
    for rubric in book.rubrics.values():
        messages = unknown("题", rubric.items, book.questions)
        messages += unknown("段", [rubric.section] if rubric.section else [], sections)
        for owned in (*rubric.items, rubric.section, rubric.type):
            other = owners.setdefault(owned, rubric.id) if owned else rubric.id
            if other != rubric.id:
                messages.append(f"{owned} 已经有评分细则 {other}：留一份")
        for message in messages:
            yield loaded.places.fault("RubricFile", rubric.id, message)
    for plan in book.review_plans.values():
        for message in unknown("段", plan.sections, sections):
            yield loaded.places.fault("ReviewPlanFile", plan.id, message)


@content_rule("references")
def _reference_faults(loaded: Loaded) -> Iterator[Fault]:
    book = loaded.workbook
    for indicator in book.indicators:
        for message in basis_faults(book, [name for d in indicator.definitions for name in d.basis], scored=False):
            yield loaded.places.fault("indicators", indicator.id, f"指标 {indicator.title}：{message}")
    for term in book.terms:
        for message in basis_faults(book, term.see, scored=False):
            yield loaded.places.fault("terms", term.term, f"术语 {term.term}：{message}")


def _tried(action: Callable[[], object]) -> list[str]:
    try:
        action()
    except (BlueprintShort, ExpressionFault, UnknownReference) as error:
        return [error.message]
    return []


RULES = (
    _clause_faults,
    _parameter_faults,
    number_faults,
    _question_basis,
    _item_writing,
    _question_topic,
    _traditional_characters,
    _marking,
    _question_instances,
    _question_trials,
    _task_faults,
    scenario_faults,
    form_rule,
    _chapter_faults,
    prose_faults,
    placement_faults,
    _coverage_faults,
    _grading_faults,
    _practical_faults,
    _reviewing_faults,
    _reference_faults,
    coaching_faults,
    session_faults,
    heading_advice,
    second_limit_advice,
    bank_advice,
    guessing_advice,
)
"""The rules of the project, in the order in which their faults are told. An installed distribution may add others."""
