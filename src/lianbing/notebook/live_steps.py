"""What the trainer may do now in a live session: what ``steps.js`` offers on the trainer's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.wire.sessions.live import ActivityLine, SceneOnScreen, TrainerState

_QUIZZES: Mapping[ActivityKind, QuizKind] = {ActivityKind.WARM_UP: QuizKind.WARM_UP, ActivityKind.EXIT: QuizKind.EXIT}


class LiveStep(StrEnum):
    """Something to do, by the name of its button as long as nothing says it better."""

    FIRST_VOTE = "开第一次投票"
    SECOND_VOTE = "开第二次投票"
    STOP = "停止投票"
    RESULTS = "显示结果"
    KEY = "显示答案"
    QUIZ = "打开测验"
    SCENE = "开始情景演练"
    MAJORITY = "照多数人的走"
    CLOSE = "结束培训"


def line_of(state: TrainerState) -> ActivityLine | None:
    """The activity that is going on."""
    return state.activities[state.activity] if state.activity is not None else None


def quiz_of(line: ActivityLine | None) -> QuizKind | None:
    """The quiz of an activity."""
    return _QUIZZES.get(line.kind) if line else None


def is_asking(state: TrainerState) -> bool:
    """Phones are being answered on."""
    vote, quiz, scene = state.screen.vote, state.screen.quiz, state.screen.scene
    return bool((vote and vote.is_open) or (quiz and quiz.is_open) or (scene and scene.scene.is_open))


def offered(state: TrainerState, question: str | None) -> frozenset[LiveStep]:
    """What can be done, with the question that is chosen for a vote."""
    if state.screen.is_over:
        return frozenset()
    if is_asking(state):
        return frozenset({LiveStep.STOP, LiveStep.CLOSE})
    return frozenset({LiveStep.CLOSE, *_opened_next(state, question), *_shown_next(state)})


def _opened_next(state: TrainerState, question: str | None) -> Iterator[LiveStep]:
    line = line_of(state)
    if not line:
        return
    asked = next((each for each in line.questions if each.id == question), None)
    for vote, step in ((1, LiveStep.FIRST_VOTE), (2, LiveStep.SECOND_VOTE)):
        if asked and vote in asked.may_open:
            yield step
    if quiz_of(line):
        yield LiveStep.QUIZ
    if line.scenario:
        yield LiveStep.SCENE


def _shown_next(state: TrainerState) -> Iterator[LiveStep]:
    vote, scene = state.screen.vote, state.screen.scene
    if vote and vote.answered and not vote.tallies:
        yield LiveStep.RESULTS
    if vote and not vote.key:
        yield LiveStep.KEY
    if scene and _leads(state, scene):
        yield LiveStep.MAJORITY


def _leads(state: TrainerState, scene: SceneOnScreen) -> bool:
    """One choice has the most votes, and everybody may see it."""
    counts = [each.count for each in state.tallies]
    return bool(scene.tallies) and max(counts, default=0) > 0 and counts.count(max(counts)) == 1


def label(step: LiveStep, state: TrainerState) -> str:
    """What the button says now."""
    quiz, scene = state.screen.quiz, state.screen.scene
    if step is LiveStep.STOP and quiz and quiz.is_open:
        return f"停止{quiz.quiz.label}"
    if step is LiveStep.STOP and scene and scene.scene.is_open:
        return "停止，显示大家的选择"
    if step is LiveStep.QUIZ and (kind := quiz_of(line_of(state))):
        return f"打开{kind.label}"
    if step is LiveStep.SCENE and scene and scene.scene.choices:
        return "让大家再选一次" if scene.answered else "让大家在手机上选"
    return step.value


def stop(state: TrainerState) -> str:
    """What the server is asked for to stop what is open."""
    if state.screen.quiz:
        return "close-quiz"
    return "show-scene" if state.screen.scene else "close-vote"


def choices(state: TrainerState) -> tuple[tuple[str, str], ...]:
    """The ways out of a moment that the trainer may choose, as buttons and choices."""
    scene = state.screen.scene
    if not scene or scene.scene.is_open or not scene.answered or state.screen.is_over:
        return ()
    return tuple((f"由你定：走 {chr(ord('A') + place)}", each.id) for place, each in enumerate(scene.scene.choices))
