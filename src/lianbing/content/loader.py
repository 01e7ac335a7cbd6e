"""Reads the folder of a company into a :class:`Workbook`.

All files are read before anything is raised, so one error lists the faults of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from lianbing.content.bank_files import BankFile
from lianbing.content.editions.records import EditionRecords, read_records
from lianbing.content.exercise_files import TaskFile
from lianbing.content.figure_files import FigureFile
from lianbing.content.forms.building import built_forms
from lianbing.content.forms.form_files import FORMS_LOCAL, FormFile, FormsLocalFile
from lianbing.content.grading_files import BlueprintFile, DrillFile
from lianbing.content.local_values import local_fault, read_local_values
from lianbing.content.office.analysis_files import has_looking_rules, read_looking_rules
from lianbing.content.office.appeal_files import has_appeal_rules, read_appeal_rules
from lianbing.content.office.coaching_files import CoachingFile
from lianbing.content.office.holiday_files import read_calendar
from lianbing.content.office.plan_files import ReviewPlanFile
from lianbing.content.office.practical_files import PracticalFile
from lianbing.content.office.retention_files import RetentionFile
from lianbing.content.office.rubric_files import RubricFile
from lianbing.content.office.session_files import SessionsFile
from lianbing.content.office.training_files import TrainingFile
from lianbing.content.quoting.prose_texts import filled_head, prose_faults, quoted_in_prose
from lianbing.content.quoting.yaml_texts import filled, quoted_numbers, text_faults, with_titles
from lianbing.content.reading.validation import Model, read_model, validate
from lianbing.content.reading.yaml_source import Path_, YamlDocument, parse, read_text
from lianbing.content.reference_files import FormulasFile, GlossaryFile
from lianbing.content.scenario_files import ScenarioFile
from lianbing.content.scheme_files import SchemeFile
from lianbing.content.standards_files import (
    ContradictionsFile,
    FactsFile,
    ParameterModel,
    ParametersFile,
    RolesFile,
    StandardFile,
)
from lianbing.content.stray_files import refuse_stray_files
from lianbing.content.syllabus_files import SyllabusFile, read_chapter
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.changes.comparing import compare, noted
from lianbing.domain.changes.holding import held
from lianbing.domain.changes.snapshots import snapshot_of
from lianbing.domain.kernel.bindings import Sources
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.knowledge.clauses import Clause, Parameter, Role, Standard
from lianbing.domain.knowledge.forms import WorkForm
from lianbing.domain.knowledge.looking_up import limit_value, parameter_value
from lianbing.domain.knowledge.quoted import QuotedNumber
from lianbing.domain.knowledge.syllabus import Chapter, Syllabus
from lianbing.domain.workbook import Workbook
from lianbing.errors import ContentFaults, Fault

M = TypeVar("M", bound=Model)
T = TypeVar("T")

_FILLED_LATER: frozenset[type[Model]] = frozenset({BankFile, TaskFile, ScenarioFile})
_NOT_STANDARDS = {"roles.yml", "parameters.yml", "facts.yml", "contradictions.yml", "local.yml"}


@dataclass
class Places:
    """The file and line of each id, for faults that show only when files are compared."""

    _faults_at: dict[tuple[str, str], Fault] = field(default_factory=dict)

    def note(self, kind: str, thing: str, document: YamlDocument, path: Path_) -> Fault | None:
        """Remembers the place of an id; returns a fault if the same id was noted before."""
        here = document.fault(path, "")
        before = self._faults_at.setdefault((kind, thing), here)
        if before is here:
            return None
        return Fault(here.file, here.line, f"编号 {thing} 已在 {before.file} 第 {before.line} 行用过，编号不能重复")

    def fault(self, kind: str, thing: str, message: str) -> Fault:
        """A fault at the place where an id was noted."""
        place = self._faults_at.get((kind, thing), Fault(kind, 0, ""))
        return Fault(place.file, place.line, message)


@dataclass(frozen=True)
class Loaded:
    """A workbook as it was read, with the places of its ids.

    References from one file to another are not checked yet.
    """

    workbook: Workbook
    places: Places


def read_workbook(root: Path) -> Loaded:
    """Reads all files below ``root``; raises ContentFaults with the faults of every file."""
    return _Reader(root).read()


@cache
def workbook_of(root: Path) -> Workbook:
    """The unchecked workbook in ``root``, which a process reads only once.

    Raises ContentFaults. It is for cells of chapters, whose process only looks things up.
    """
    return read_workbook(root).workbook


def read_schemes(root: Path) -> tuple[Scheme, ...]:
    """The assessment schemes without the rest of the workbook, which takes longer to read.

    Raises ContentFaults with the faults of the first damaged file.
    """
    return tuple(
        read_model(path, root, SchemeFile)[0].build() for path in sorted((root / "grading" / "schemes").glob("*.yml"))
    )


def _with_editions(workbook: Workbook, editions: EditionRecords) -> Workbook:
    """The workbook with what has changed since the edition before, and the items that wait because of it."""
    if editions.baseline is None:
        return replace(workbook, editions=editions.history)
    before, now = editions.baseline.snapshot, snapshot_of(workbook)
    return replace(
        workbook,
        held=held(workbook, before, now, editions.ticks),
        edition=editions.baseline.name,
        changed=tuple(noted(change) for change in compare(before, now)),
        editions=editions.history,
    )


class _Reader:
    """Reads the files below one root and collects their faults."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._places = Places()
        self._faults: list[Fault] = []
        self._quoted: list[QuotedNumber] = []
        self._sources: Sources | None = None

    def read(self) -> Loaded:
        parameters, standards = self._rules()
        syllabus = self._syllabus()
        chapters = self._chapters(syllabus)
        questions = [q for model in self._ided_all("quizzes/*.yml", BankFile, "items") for q in model.build()]
        tasks = [model.build() for model in self._whole("exercises/tasks/*.yml", TaskFile)]
        scenarios = [model.build() for model in self._whole("exercises/scenarios/*.yml", ScenarioFile)]
        forms = self._forms()
        figures = [model.build() for model in self._whole("syllabus/figures/*.yml", FigureFile)]
        blueprints = [model.build() for model in self._whole("grading/blueprints/*.yml", BlueprintFile)]
        drills = [model.build() for model in self._whole("grading/drills/*.yml", DrillFile)]
        schemes = [model.build() for model in self._whole("grading/schemes/*.yml", SchemeFile)]
        practicals = [model.build() for model in self._whole("grading/rubrics/practical/*.yml", PracticalFile)]
        rubrics = [model.build() for model in self._whole("grading/rubrics/*.yml", RubricFile)]
        plans = [model.build() for model in self._whole("grading/reviewing/*.yml", ReviewPlanFile)]
        facts = self._ided("standards/facts.yml", FactsFile, "facts")
        contradictions = self._ided("standards/contradictions.yml", ContradictionsFile, "contradictions")
        formulas = self._ided("syllabus/formulas.yml", FormulasFile, "indicators")
        glossary = self._ided("syllabus/glossary.yml", GlossaryFile, "terms")
        roles = self._roles()
        self._look_at(refuse_stray_files)
        self._look_at(read_calendar)
        if has_appeal_rules(self._root):
            self._look_at(read_appeal_rules)
        if has_looking_rules(self._root):
            self._look_at(read_looking_rules)
        retention = self._single("grading/retention.yml", RetentionFile)
        coaching = self._ided("grading/coaching.yml", CoachingFile, "types")
        sessions = self._single("grading/sessions.yml", SessionsFile)
        training = self._single("grading/training-record.yml", TrainingFile)
        editions = self._editions()
        if self._faults:
            raise ContentFaults(self._faults)
        workbook = Workbook(
            standards={standard.id: standard for standard in standards},
            clauses={clause.id: clause for standard in standards for clause in standard.clauses},
            facts={fact.id: fact for fact in (facts.build() if facts else [])},
            parameters=parameters,
            contradictions={c.id: c for c in (contradictions.build() if contradictions else [])},
            roles=roles,
            syllabus=syllabus,
            chapters={chapter.id: chapter for chapter in chapters},
            questions={question.id: question for question in questions},
            tasks={task.id: task for task in tasks},
            scenarios={scenario.id: scenario for scenario in scenarios},
            forms={form.id: form for form in forms},
            figures={figure.id: figure for figure in figures},
            indicators=formulas.build() if formulas else (),
            terms=glossary.build() if glossary else (),
            blueprints={blueprint.id: blueprint for blueprint in blueprints},
            drills={plan.id: plan for plan in drills},
            schemes={scheme.id: scheme for scheme in schemes},
            retention=retention.build() if retention else (),
            coaching=coaching.build() if coaching else None,
            sessions=sessions.build() if sessions else None,
            training=training.build() if training else None,
            practicals={rubric.id: rubric for rubric in practicals},
            rubrics={rubric.id: rubric for rubric in rubrics},
            review_plans={plan.id: plan for plan in plans},
            quoted=tuple(self._quoted),
        )
        return Loaded(_with_editions(workbook, editions), self._places)

    def _editions(self) -> EditionRecords:
        try:
            return read_records(self._root)
        except ContentFaults as error:
            self._faults.extend(error.faults)
            return EditionRecords()

    def _read(self, path: Path, model: type[M]) -> tuple[M, YamlDocument] | None:
        file = path.relative_to(self._root).as_posix()
        try:
            document = parse(read_text(path, file), file)
            self._faults.extend(text_faults(document))
            if self._sources and model in _FILLED_LATER:
                document = with_titles(document, self._sources)
            elif self._sources:
                self._quoted.extend(quoted_numbers(document))
                document = filled(document, self._sources)
            return validate(document, model), document
        except ContentFaults as error:
            self._faults.extend(error.faults)
            return None

    def _rules(self) -> tuple[dict[str, Parameter], list[Standard]]:
        """Parameters and standards: first their numbers, then the texts that name them."""
        local = self._local()
        path = self._root / "standards" / "parameters.yml"
        listed = self._read_ided(path, ParametersFile, "parameters") if path.exists() else None
        parameters = self._parameters(listed[0].parameters if listed else [], local)
        self._local_faults(listed[0].parameters if listed else [], local)
        read = self._standards()
        clauses = {clause.id: clause for model, _ in read for clause in model.build(parameters).clauses}
        sources = Sources(limit=partial(limit_value, clauses), parameter=partial(parameter_value, parameters))
        self._sources = sources
        if listed:
            parameters = self._parameters(self._in_full(*listed, sources).parameters, local)
        return parameters, [self._in_full(*each, sources, clauses).build(parameters) for each in read]

    def _in_full(
        self, model: M, document: YamlDocument, sources: Sources, clauses: Mapping[str, Clause] | None = None
    ) -> M:
        """The model again, with the placeholders of its texts filled in; the texts of clauses keep theirs."""
        self._quoted.extend(quoted_numbers(document))
        written = model.clauses if isinstance(model, StandardFile) else []

        def names(path: Path_) -> Names:
            place = path[1] if path[0] == "clauses" and len(path) > 2 else None
            known = (clauses or {}).get(written[place].id) if isinstance(place, int) else None
            return known.quantities if known else {}

        try:
            full = filled(document, sources, names, lambda path: not (written and path[-1] == "text"))
            return model if full.data == document.data else validate(full, type(model))
        except ContentFaults as error:
            self._faults.extend(error.faults)
            return model

    def _look_at(self, read: Callable[[Path], object]) -> None:
        """Collects the faults of files that the workbook itself doesn't hold."""
        try:
            read(self._root)
        except ContentFaults as error:
            self._faults.extend(error.faults)

    def _note(self, kind: str, thing: str, document: YamlDocument, path: Path_) -> None:
        fault = self._places.note(kind, thing, document, path)
        if fault:
            self._faults.append(fault)

    def _files(self, pattern: str) -> Iterable[Path]:
        return sorted(self._root.glob(pattern))

    def _whole(self, pattern: str, model: type[M]) -> list[M]:
        """Reads files that hold one thing with an id each."""
        return [read for read, _ in self._whole_documents(pattern, model)]

    def _whole_documents(self, pattern: str, model: type[M]) -> Iterator[tuple[M, YamlDocument]]:
        for path in self._files(pattern):
            read = self._read(path, model) if path.name != FORMS_LOCAL else None
            if read:
                self._note(model.__name__, str(getattr(read[0], "id", "")), read[1], ("id",))
                yield read

    def _forms(self) -> list[WorkForm]:
        """The forms, with a company's own fields in them."""
        path = self._root / "exercises" / "forms" / FORMS_LOCAL
        files = [*self._whole_documents("exercises/forms/*.yml", FormFile)]
        return built_forms(files, self._read(path, FormsLocalFile) if path.exists() else None, self._faults)

    def _single(self, file: str, model: type[M]) -> M | None:
        """Reads an optional file that is there once."""
        path = self._root / file
        read = self._read(path, model) if path.exists() else None
        return read[0] if read else None

    def _ided(self, file: str, model: type[M], name: str) -> M | None:
        """Reads an optional file whose field ``name`` lists things with ids."""
        path = self._root / file
        models = self._ided_all(file, model, name) if path.exists() else []
        return models[0] if models else None

    def _ided_all(self, pattern: str, model: type[M], name: str) -> list[M]:
        """Reads files whose field ``name`` lists things with ids."""
        read = (self._read_ided(path, model, name) for path in self._files(pattern))
        return [each[0] for each in read if each]

    def _read_ided(self, path: Path, model: type[M], name: str) -> tuple[M, YamlDocument] | None:
        read = self._read(path, model)
        if read:
            for place, thing in enumerate(getattr(read[0], name)):
                self._note(name, thing.id, read[1], (name, place, "id"))
        return read

    def _standards(self) -> list[tuple[StandardFile, YamlDocument]]:
        standards = []
        for path in self._files("standards/*.yml"):
            read = None if path.name in _NOT_STANDARDS else self._read(path, StandardFile)
            if read is None:
                continue
            model, document = read
            self._note("standards", model.id, document, ("id",))
            for place, clause in enumerate(model.clauses):
                self._note("clauses", clause.id, document, ("clauses", place, "id"))
                for number, source in enumerate(clause.sources):
                    self._note("sources", source, document, ("clauses", place, "sources", number))
            standards.append((model, document))
        return standards

    def _roles(self) -> dict[str, Role]:
        model = self._ided("standards/roles.yml", RolesFile, "roles")
        return model.build() if model else {}

    def _parameters(self, listed: Iterable[ParameterModel], local: Mapping[str, Quantity]) -> dict[str, Parameter]:
        """The parameters by id; a company's value that can't be one is left out, so that its fault stays one."""
        built = [parameter.build(local.get(parameter.id)) for parameter in listed]
        return {one.id: replace(one, local=None) if local_fault(one) else one for one in built}

    def _local_faults(self, listed: Sequence[ParameterModel], local: Mapping[str, Quantity]) -> None:
        for model in listed:
            wrong = local_fault(model.build(local.get(model.id)))
            if wrong:
                self._faults.append(self._places.fault("local", model.id, f"{model.id} {wrong}"))
        for name in set(local) - {model.id for model in listed}:
            self._faults.append(self._places.fault("local", name, f"没有参数 {name}：对照 parameters.yml 改编号"))

    def _local(self) -> Mapping[str, Quantity]:
        local = read_local_values(self._root)
        self._faults.extend(local.faults)
        for name in local.values:
            self._note("local", name, local.document, (name,))
        return local.values

    def _syllabus(self) -> Syllabus:
        read = self._read(self._root / "syllabus" / "syllabus.yml", SyllabusFile)
        if read is None:
            return Syllabus((), ())
        for number, domain in enumerate(read[0].domains):
            for place, topic in enumerate(domain.topics):
                self._note("topics", topic.id, read[1], ("domains", number, "topics", place, "id"))
        for number, part in enumerate(read[0].parts):
            for place, chapter in enumerate(part.chapters):
                self._note("chapters", chapter, read[1], ("parts", number, "chapters", place))
        return read[0].build()

    def _chapters(self, syllabus: Syllabus) -> list[Chapter]:
        folder = self._root / "syllabus" / "chapters"
        chapters = []
        for chapter_id in syllabus.chapter_order:
            try:
                chapters.append(self._chapter(folder / f"{chapter_id}.md"))
            except ContentFaults as error:
                self._faults.extend(error.faults)
        for path in sorted(folder.glob("*.md")) if syllabus.parts else ():  # else the syllabus has a fault of its own
            if path.stem not in syllabus.chapter_order:
                file = path.relative_to(self._root).as_posix()
                self._faults.append(Fault(file, 0, "这一章没有排进 syllabus.yml 的 parts：排进去或删掉文件"))
        return chapters

    def _chapter(self, path: Path) -> Chapter:
        chapter = read_chapter(path, self._root)
        sources, file = self._sources, path.relative_to(self._root).as_posix()
        self._faults.extend(prose_faults(chapter, file))
        self._quoted.extend(quoted_in_prose(chapter, file))
        return filled_head(chapter, sources, file) if sources else chapter
