"""Models of ``grading/schemes/*.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.office.scheme_rule_files import (
    AdjustmentModel,
    CapModel,
    Name,
    NoteModel,
    ProposalModel,
    RoundingModel,
    Words,
)
from lianbing.content.reading.validation import Model, Text
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.makeups import Makeup, MakeupRule
from lianbing.domain.assessment.rules import Rounding
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import (
    DrillSource,
    MissingRule,
    RatingSource,
    ResultSource,
    SchemePart,
    Source,
    skill_part,
)
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import HUNDRED
from lianbing.domain.kernel.periods import Span

Percent = Annotated[Decimal, Field(ge=0, le=100)]
Weight = Annotated[Decimal, Field(gt=0, decimal_places=2)]

_PARTS_MOVED = (
    "parts 现在写在 sources 里，先写清从哪里取分：sources 下面写一项“- drills: [skill]”，把原来的 parts 缩进到它下面"
)


class SchemePartModel(Model):
    """The weight of a skill part."""

    skill: Skill
    weight: Weight


class SourceModel(Model):
    """One source: drills by kind, results of shorter periods, or ratings by hand."""

    drills: list[Name] | None = None
    results: Span | None = None
    ratings: Name | None = None
    title: Words | None = None
    weight: Weight | None = None
    parts: list[SchemePartModel] = []
    scheme: Name | None = None
    full: Annotated[Decimal, Field(gt=0)] | None = None
    missing: MissingRule = MissingRule.INCOMPLETE
    least: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> SourceModel:
        if [self.drills, self.results, self.ratings].count(None) != 2:
            raise ValueError(
                "每个来源写 drills（练兵的类别）、results（分期考评）、ratings（人工评定）三样里的一样，不多不少"
            )
        if self.parts and self.drills is None:
            raise ValueError("parts（分技能部分）只能写在 drills 下面")
        if bool(self.parts) is (self.weight is not None):
            raise ValueError("权重写一处：drills 可以用 parts 分部分写，其他来源写 weight")
        if self.scheme and self.results is None:
            raise ValueError("scheme（用哪个方案的结果）只能写在 results 下面")
        if self.full and self.ratings is None:
            raise ValueError("full（评定的满分）只能写在 ratings 下面")
        if self.least is not None and (self.results is None or self.missing is not MissingRule.REDISTRIBUTE):
            raise ValueError("least（至少要有几期）只同 results 和 missing: redistribute 一起写")
        if not self.parts and not self.title and self.results is None:
            raise ValueError("给这个来源写上 title：报告里的名字，例如 主题练兵")
        return self

    def build(self) -> Iterator[SchemePart]:
        """The parts that take from this source."""
        for part in self.parts:
            yield replace(skill_part(part.skill, part.weight, tuple(self.drills or ())), missing=self.missing)
        if self.weight is not None:
            yield SchemePart(title=self._name(), weight=self.weight, source=self._source(), missing=self.missing)

    def _name(self) -> str:
        return self.title or (f"各{self.results.label}考评" if self.results else "")

    def _source(self) -> Source:
        if self.results is not None:
            least = 1 if self.least is None else self.least
            return ResultSource(span=self.results, scheme=self.scheme or "", least=least)
        if self.ratings is not None:
            return RatingSource(rating=self.ratings, full=HUNDRED if self.full is None else self.full)
        return DrillSource(kinds=tuple(self.drills or ()))


class LevelModel(Model):
    """A level and its thresholds."""

    title: Words
    minimum: Percent
    part_minimum: Percent = Decimal(0)


class MakeupModel(Model):
    """How make-ups count."""

    rule: MakeupRule = MakeupRule.REPLACES
    cap: Annotated[Decimal, Field(gt=0, le=100)] | None = None

    @model_validator(mode="after")
    def _cap_with_its_rule(self) -> MakeupModel:
        if (self.cap is not None) != (self.rule is MakeupRule.CAPPED):
            raise ValueError("cap（最高按百分之几计）同 rule: capped（封顶）一起写，别的规则不写 cap")
        return self

    def build(self) -> Makeup:
        """The rule."""
        return Makeup(rule=self.rule, cap=HUNDRED if self.cap is None else self.cap)


class CertaintyModel(Model):
    """What is asked before anything is said on certainty; what is left out has the program's default."""

    least_people: Annotated[int, Field(ge=10)] = CertaintyRule.least_people
    least_items: Annotated[int, Field(ge=2)] = CertaintyRule.least_items
    look_again: Percent = CertaintyRule.look_again
    least_answers: Annotated[int, Field(ge=2)] = CertaintyRule.least_answers
    margin: Percent = CertaintyRule.margin
    sure: Annotated[Decimal, Field(ge=50, lt=100)] = CertaintyRule.sure

    def build(self) -> CertaintyRule:
        """The rule."""
        return CertaintyRule(**dict(self))


class SchemeFile(Model):
    """考评方案."""

    id: Name
    title: Words
    edition: Text = ""
    periods: Span
    default: bool = False
    notes: list[NoteModel] = []
    rounding: RoundingModel = RoundingModel()
    tie_break: list[Words] = []
    caps: list[CapModel] = []
    adjustments: list[AdjustmentModel] = []
    proposals: list[ProposalModel] = []
    sources: Annotated[list[SourceModel], Field(min_length=1)]
    levels: Annotated[list[LevelModel], Field(min_length=1)]
    makeup: MakeupModel = MakeupModel()
    certainty: CertaintyModel = CertaintyModel()

    @model_validator(mode="before")
    @classmethod
    def _as_now(cls, data: object) -> object:
        if isinstance(data, dict) and "parts" in data and "sources" not in data:
            raise ValueError(_PARTS_MOVED)
        return data

    @model_validator(mode="after")
    def _shorter_results(self) -> SchemeFile:
        for source in self.sources:
            if source.results and source.results.months > self.periods.months:
                raise ValueError(f"results 写的 {source.results} 不能比 periods 的 {self.periods} 长")
            if source.results is self.periods and source.scheme in (None, self.id):
                raise ValueError(f"results 同 periods 一样长（{self.periods}）时，要写 scheme：用哪一个别的方案的结果")
        return self

    @model_validator(mode="after")
    def _sound_sources(self) -> SchemeFile:
        parts = self._parts()
        total = sum((part.weight for part in parts), Decimal(0))
        if total != HUNDRED:
            raise ValueError(f"各部分权重合计要是 100，现在是 {total}")
        known = [part.title for part in parts]
        titles = known + [each.title for each in self.adjustments]
        if len(set(titles)) != len(titles):
            raise ValueError("同一部分写了两次权重，或两个来源的 title 相同")
        ratings = [each.ratings for each in self.sources if each.ratings]
        ratings += (each.ratings for each in self.adjustments)
        if twice := sorted({each for each in ratings if ratings.count(each) > 1}):
            raise ValueError(f"评定 {'、'.join(twice)} 用了两次：一项评定只算进一个部分，也不能又加减分")
        for title in self.tie_break:
            if title not in known:
                raise ValueError(f"tie_break 写的“{title}”不是哪一部分的 title：有 {'、'.join(known)}")
        return self

    @model_validator(mode="after")
    def _sound_levels(self) -> SchemeFile:
        minima = [level.minimum for level in self.levels]
        if minima != sorted(minima, reverse=True) or len(set(minima)) != len(minima):
            raise ValueError("等级要从高到低写，minimum 依次变小")
        if minima[-1] != 0 or self.levels[-1].part_minimum != 0:
            raise ValueError("最后一个等级的 minimum 和 part_minimum 要是 0，否则有人没有等级")
        titles = [level.title for level in self.levels]
        if len(set(titles)) != len(titles):
            raise ValueError("levels 里有两个等级的 title 相同")
        for cap in self.caps:
            if cap.level not in titles[:-1]:
                raise ValueError(f"caps 写的“{cap.level}”要是 levels 里的一个等级，而且不是最后一个")
        return self

    @model_validator(mode="after")
    def _sound_proposals(self) -> SchemeFile:
        titles = [level.title for level in self.levels]
        spans = [source.results for source in self.sources if source.scheme]
        for rule in self.proposals:
            for level in rule.levels:
                if level not in titles and not rule.over:
                    raise ValueError(f"proposals 里 {rule.id} 的等级“{level}”不在 levels 里")
            if rule.over and rule.over not in spans:
                raise ValueError(
                    f"proposals 里 {rule.id} 要看 {rule.over} 的等级（over）：sources 里要有写了 scheme 的 results"
                )
        if len({rule.id for rule in self.proposals}) != len(self.proposals):
            raise ValueError("proposals 里有两条的 id 相同")
        return self

    def build(self) -> Scheme:
        """The scheme."""
        return Scheme(
            id=self.id,
            title=self.title,
            span=self.periods,
            parts=self._parts(),
            levels=tuple(
                Level(title=level.title, minimum=level.minimum, part_minimum=level.part_minimum)
                for level in self.levels
            ),
            makeup=self.makeup.build(),
            certainty=self.certainty.build(),
            edition=self.edition,
            is_default=self.default,
            notes=tuple(note.build() for note in self.notes),
            rounding=Rounding(rates=self.rounding.rates, totals=self.rounding.totals),
            tie_break=tuple(self.tie_break),
            caps=tuple(cap.build() for cap in self.caps),
            adjustments=tuple(each.build() for each in self.adjustments),
            proposals=tuple(rule.build() for rule in self.proposals),
        )

    def _parts(self) -> tuple[SchemePart, ...]:
        return tuple(part for source in self.sources for part in source.build())
