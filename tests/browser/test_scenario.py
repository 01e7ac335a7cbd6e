"""A visit walked in the browser: the conversation, the end beside the best walk, the record, the keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from lianbing.book.elements import scenario_data
from lianbing.domain.items.scenario_walks import best_and_worst, choice_order, endings, state_after
from lianbing.domain.items.scenarios import Ending, realise_scenario
from lianbing.domain.workbook import Workbook
from lianbing.widgets.assets import script_text
from lianbing.widgets.markup import markup
from lianbing.wire.exercises.scenarios import SCENARIO
from tests.pages import reload

pytestmark = pytest.mark.browser
VISIT = "complaint-supply"
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>演练</title>
<meta name="viewport" content="width=device-width"></head><body>
<script>
globalThis.told = [];
const tell = ({{type, detail}}) => told.push([type, detail]);
for (const name of ["lb-choice", "lb-scenario-end"]) addEventListener(name, tell);
</script>
{element}<script>{script}</script></body></html>"""
DAY = "2026-11-20T09:00:00+08:00"

Data = Mapping[str, Any]


@pytest.fixture(scope="module")
def data(workbook: Workbook) -> Data:
    return scenario_data(workbook, VISIT)


@pytest.fixture(scope="module")
def address(data: Data, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("visit") / "visit.html"
    file.write_text(PAGE.format(element=markup(data, "scenario"), script=script_text()), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def visit(phone: BrowserContext, address: str) -> Iterator[Page]:
    errors: list[str] = []
    page = phone.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.set_fixed_time(DAY)
    page.goto(address)
    yield page
    assert errors == []


def node_at(data: Data, path: list[str]) -> Data:
    node: Data = data["nodes"][state_after(SCENARIO.decode(data).visit, path).node]
    return node


def choice_of(node: Data, name: str) -> Data:
    found: Data = next(choice for choice in node["choices"] if choice["id"] == name)
    return found


def choose(page: Page, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).click()


def take(page: Page, data: Data, path: list[str]) -> None:
    """Clicks the choices of ``path``, from the start."""
    for count, step in enumerate(path):
        choose(page, choice_of(node_at(data, path[:count]), step)["text"])


def runs(page: Page) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = json.loads(page.evaluate(f"localStorage.getItem('lb:scenario:{VISIT}') ?? '[]'"))
    return kept


def detour(data: Data) -> list[str]:
    """The best walk, but for its second step."""
    best: list[str] = data["best"]["path"]
    node = node_at(data, best[:1])
    other = next(choice for choice in node["choices"] if choice["id"] != best[1])
    path = [best[0], other["id"]]
    while choices := node_at(data, path).get("choices"):
        path.append(choices[0]["id"])
    return path


def graded_down(workbook: Workbook, data: Data) -> list[str]:
    """A walk to a good ending with a score that is only enough for a fair one."""
    played = realise_scenario(workbook.scenarios[VISIT], workbook.sources)
    best, worst = best_and_worst(played)
    good, fair = (int(data["grades"][name]) for name in ("good", "fair"))
    reached = (walk for walk in endings(played) if played.nodes[walk.node].ending is Ending.GOOD and not walk.violated)
    share = {walk.path: 100 * (walk.score - worst.score) / (best.score - worst.score) for walk in reached}
    return [*next(path for path, come in share.items() if fair <= come < good)]


def test_the_walk_reads_like_a_conversation(visit: Page, data: Data) -> None:
    first = node_at(data, [])
    choice = choice_of(first, data["best"]["path"][0])
    choose(visit, choice["text"])
    turn = visit.locator("li.turn")
    expect(turn.locator(".said").first).to_have_text(first["text"])
    expect(turn.locator(".mine")).to_contain_text("你")
    expect(turn.locator(".mine")).to_contain_text(choice["text"])
    expect(turn.locator(".said").last).to_have_text(choice["consequence"])
    expect(turn.locator(".outcome")).to_contain_text("得当")
    mine, said = turn.locator(".mine").bounding_box(), turn.locator(".said").last.bounding_box()
    assert mine
    assert said
    assert mine["x"] > said["x"]
    assert mine["x"] + mine["width"] > said["x"] + said["width"]
    expect(visit.get_by_role("heading", name="第 2 步", exact=True)).to_be_visible()
    choose(visit, node_at(data, [choice["id"]])["choices"][0]["text"])
    expect(turn).to_have_count(2)


BAR_HEIGHTS = """element => [...element.shadowRoot.querySelectorAll(".gauges li")].map(
    (bar) => Math.round(bar.getBoundingClientRect().height))"""
TITLE_PLACES = """element => [...element.shadowRoot.querySelectorAll(".gauges li")].map((bar) =>
    Math.round(bar.querySelector(".name").getBoundingClientRect().top - bar.getBoundingClientRect().top))"""


def test_the_state_bars_of_a_visit_are_alike(phone: BrowserContext, workbook: Workbook, tmp_path: Path) -> None:
    page = phone.new_page()
    for name in workbook.scenarios:
        visited = scenario_data(workbook, name)
        file = tmp_path / f"{name}.html"
        file.write_text(PAGE.format(element=markup(visited, "scenario"), script=script_text()), encoding="utf-8")
        page.goto(file.as_uri())
        page.locator("button.choice").first.click()
        for measured in (BAR_HEIGHTS, TITLE_PLACES):
            assert len(set(page.locator("lb-scenario").evaluate(measured))) == 1, name


def test_state_bars_stay_in_view_and_say_the_last_change_in_words(visit: Page, data: Data) -> None:
    path = data["best"]["path"][:3]
    take(visit, data, path)
    assert visit.evaluate("scrollY") > 200
    bars = visit.locator(".gauges")
    expect(bars).to_be_in_viewport(ratio=1)
    box = bars.bounding_box()
    assert box
    assert box["height"] < 110
    effects = choice_of(node_at(data, path[:2]), path[2])["effects"]
    gauge = next(gauge for gauge in data["gauges"] if effects.get(gauge["id"], 0) > 0)
    meter = visit.get_by_role("meter", name=gauge["title"])
    assert f"比上一步 +{effects[gauge['id']]}" in str(meter.get_attribute("aria-valuetext"))
    told = visit.locator("li.turn").last.locator(".outcome")
    expect(told).to_contain_text(
        f"{gauge['title']} +{effects[gauge['id']]}，升到 {meter.get_attribute('aria-valuenow')}"
    )


def test_the_newest_turn_has_the_focus_and_is_in_view(visit: Page, data: Data) -> None:
    take(visit, data, data["best"]["path"][:3])
    result = visit.get_by_role("heading", name="第 3 步的结果")
    expect(result).to_be_focused()
    expect(result).to_be_in_viewport()
    expect(visit.locator("li.turn").last.locator(".mine")).to_be_in_viewport()
    below = visit.evaluate(
        """() => { const root = document.querySelector("lb-scenario").shadowRoot;
        const box = (name) => root.querySelector(name).getBoundingClientRect();
        return box("li.turn:last-child .result").top - box(".gauges").bottom; }"""
    )
    assert 0 <= below < 60


def test_back_to_the_last_decision_forgets_what_it_did(visit: Page, data: Data) -> None:
    best = data["best"]["path"]
    take(visit, data, best[:1])
    before = visit.locator(".gauges").inner_text()
    other = next(choice for choice in node_at(data, best[:1])["choices"] if choice["id"] != best[1])
    choose(visit, other["text"])
    assert visit.locator(".gauges").inner_text() != before
    choose(visit, "退回上一步")
    expect(visit.get_by_role("heading", name="第 2 步", exact=True)).to_be_focused()
    assert visit.locator(".gauges").inner_text() == before
    expect(visit.get_by_role("button", name=other["text"], exact=True)).to_be_visible()


def shown_choices(page: Page) -> list[str]:
    return page.locator("button.choice").all_inner_texts()


def test_choices_stand_in_an_order_of_the_walk_that_stays_with_it(visit: Page, data: Data) -> None:
    best = data["best"]["path"]
    first = shown_choices(visit)
    assert sorted(first) == sorted(choice["text"] for choice in node_at(data, [])["choices"])
    take(visit, data, best[:1])
    second = shown_choices(visit)
    take(visit, data, [])
    choose(visit, choice_of(node_at(data, best[:1]), best[1])["text"])
    choose(visit, "退回上一步")
    assert shown_choices(visit) == second
    reload(visit)
    assert shown_choices(visit) == first
    choose(visit, "接着上次走（第 2 步）")
    assert shown_choices(visit) == second
    choose(visit, "退回上一步")
    assert shown_choices(visit) == first


def test_walks_begun_anew_have_other_orders_and_the_record_says_which(visit: Page, data: Data) -> None:
    seen = {tuple(shown_choices(visit))}
    for _ in range(12):
        choose(visit, choice_of(node_at(data, []), data["best"]["path"][0])["text"])
        choose(visit, "从头再走")
        seen.add(tuple(shown_choices(visit)))
    assert len(seen) > 1
    begun = shown_choices(visit)
    take(visit, data, data["best"]["path"])
    (run,) = runs(visit)
    texts = {choice["id"]: choice["text"] for choice in node_at(data, [])["choices"]}
    order = choice_order(SCENARIO.decode(data).nodes[data["start"]], run["seed"])
    assert [texts[choice.id] for choice in order] == begun


def test_a_violation_is_named_with_its_clause_and_keeps_the_grade_down(visit: Page, data: Data) -> None:
    played = SCENARIO.decode(data).visit
    path = max((walk for walk in endings(played) if walk.violated), key=lambda walk: walk.score).path
    take(visit, data, [*path])
    steps = [choice_of(node_at(data, [*path[:count]]), step) for count, step in enumerate(path)]
    broken = [step for step in steps if step["verdict"] == "wrong"]
    told = visit.get_by_role("region", name="碰了红线")
    for step in broken:
        expect(told).to_contain_text(step["text"])
        expect(told).to_contain_text(data["clauses"][step["red_line"]]["text"])
    assert all(run["ending"] != "good" for run in runs(visit))
    choose(visit, "再走一遍")
    take(visit, data, data["best"]["path"])
    expect(told).to_have_count(0)


def test_a_double_click_is_one_choice(visit: Page, data: Data) -> None:
    visit.get_by_role("button", name=data["nodes"][data["start"]]["choices"][0]["text"], exact=True).dblclick()
    expect(visit.locator("li.turn")).to_have_count(1)


def test_the_end_shows_where_the_walk_parts_from_the_best(visit: Page, data: Data) -> None:
    path = detour(data)
    take(visit, data, path)
    expect(visit.get_by_text("从这里分开")).to_be_visible()
    trunk = visit.get_by_role("region", name="你的走法和最好的走法，前 1 步一样")
    expect(trunk.locator("li .did")).to_have_count(1)
    mine = visit.get_by_role("region", name="你的走法（")
    best = visit.get_by_role("region", name="最好的走法（")
    expect(mine.locator(".did")).to_have_count(len(path) - 1)
    expect(best.locator(".did")).to_have_count(len(data["best"]["path"]) - 1)
    expect(mine.locator("ol")).to_have_attribute("start", "2")
    taken = choice_of(node_at(data, path[:1]), path[1])
    step = mine.locator("ol > li").first
    expect(step).to_contain_text(taken["why"])
    step.locator("summary").click()
    for name in taken["rests_on"]:
        expect(step.locator("summary")).to_contain_text(name)
        expect(step.get_by_text(data["clauses"][name]["text"])).to_be_visible()
    better = choice_of(node_at(data, path[:1]), data["best"]["path"][1])
    expect(best.get_by_text(better["why"])).to_be_hidden()
    best.locator("summary").first.click()
    expect(best.get_by_text(better["why"])).to_be_visible()


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1280, True)])
def test_both_walks_stand_side_by_side_where_there_is_room(visit: Page, data: Data, width: int, beside: bool) -> None:
    visit.set_viewport_size({"width": width, "height": 780})
    take(visit, data, detour(data))
    mine = visit.get_by_role("region", name="你的走法（").bounding_box()
    best = visit.get_by_role("region", name="最好的走法（").bounding_box()
    assert mine
    assert best
    assert (abs(mine["y"] - best["y"]) < 2) is beside
    assert visit.evaluate("document.documentElement.scrollWidth") == width


def test_the_best_walk_is_told_so(visit: Page, data: Data) -> None:
    take(visit, data, data["best"]["path"])
    expect(visit.get_by_role("heading", name="你的走法就是最好的走法")).to_be_visible()
    expect(visit.get_by_text("从这里分开")).to_have_count(0)
    expect(visit.get_by_role("heading", name="结局：圆满收场")).to_be_visible()


def test_steps_are_counted_by_verdict(visit: Page, data: Data) -> None:
    path = detour(data)
    take(visit, data, path)
    verdicts = [choice_of(node_at(data, path[:index]), step)["verdict"] for index, step in enumerate(path)]
    for verdict, words in (("good", "得当"), ("weak", "欠妥"), ("wrong", "违规")):
        expect(visit.locator(".counts")).to_contain_text(f"{words} {verdicts.count(verdict)} 步")


def test_a_good_ending_with_a_low_score_is_graded_and_recorded_lower(
    visit: Page, data: Data, workbook: Workbook
) -> None:
    path = graded_down(workbook, data)
    take(visit, data, path)
    assert node_at(data, path)["ending"] == "good"
    expect(visit.get_by_role("heading", name="结局：勉强过关")).to_be_visible()
    expect(visit.get_by_text("这条路走到了“圆满收场”的结局，但得分不够")).to_be_visible()
    expect(visit.get_by_text(f"到 {data['grades']['good']}% 才能评“圆满收场”")).to_be_visible()
    assert [run["ending"] for run in runs(visit)] == ["fair"]


def test_every_finished_walk_is_recorded_and_remembered(visit: Page, data: Data) -> None:
    expect(visit.locator(".history")).to_be_empty()
    take(visit, data, data["worst"]["path"])
    choose(visit, "再走一遍")
    take(visit, data, data["best"]["path"])
    first, second = runs(visit)
    assert (first["path"], first["ending"]) == (data["worst"]["path"], "bad")
    assert (second["path"], second["score"]) == (data["best"]["path"], data["best"]["score"])
    choose(visit, "再走一遍")
    take(visit, data, data["worst"]["path"])
    reload(visit)
    expected = f"走完 3 次，上次 {data['worst']['score']} 分（11 月 20 日），最好 {data['best']['score']} 分"
    expect(visit.locator(".history")).to_have_text(expected)
    expect(visit.get_by_role("button", name="接着上次走")).to_have_count(0)


def test_every_choice_is_told_with_the_path_so_far(visit: Page, data: Data) -> None:
    best = data["best"]["path"]
    take(visit, data, best)
    told = visit.evaluate("told")
    assert [kind for kind, _ in told] == ["lb-choice"] * len(best) + ["lb-scenario-end"]
    assert [(detail["choice"], detail["step"]) for _, detail in told[:-1]] == [
        (step, number) for number, step in enumerate(best, 1)
    ]
    assert told[1][1]["path"] == best[:2]
    assert told[1][1]["node"] == choice_of(node_at(data, []), best[0])["next"]
    assert {name: told[-1][1][name] for name in ("score", "ending", "fraction", "path")} == {
        "score": data["best"]["score"],
        "ending": "good",
        "fraction": 1,
        "path": best,
    }


def test_an_unfinished_walk_goes_on_after_a_reload(visit: Page, data: Data) -> None:
    path = data["best"]["path"][:2]
    take(visit, data, path)
    reload(visit)
    expect(visit.locator("li.turn")).to_have_count(0)
    onwards = visit.get_by_role("button", name="接着上次走（第 3 步）")
    places = [found.bounding_box() for found in (onwards, visit.locator("button.choice").first)]
    assert places[0]
    assert places[1]
    assert places[0]["y"] < places[1]["y"]
    onwards.click()
    expect(visit.locator("li.turn")).to_have_count(2)
    expect(visit.get_by_role("heading", name="第 3 步", exact=True)).to_be_focused()
    choose(visit, node_at(data, path)["choices"][0]["text"])
    expect(visit.locator("li.turn")).to_have_count(3)


def test_two_tabs_walk_on_their_own_and_both_are_recorded(
    visit: Page, phone: BrowserContext, address: str, data: Data
) -> None:
    take(visit, data, data["best"]["path"][:2])
    other = phone.new_page()
    other.goto(address)
    expect(other.get_by_role("button", name="接着上次走")).to_have_count(0)
    take(other, data, data["worst"]["path"])
    expect(visit.locator(".history")).to_contain_text("走完 1 次")
    reload(visit)
    choose(visit, "接着上次走（第 3 步）")
    for step in range(2, len(data["best"]["path"])):
        choose(visit, choice_of(node_at(data, data["best"]["path"][:step]), data["best"]["path"][step])["text"])
    assert [run["path"] for run in runs(visit)] == [data["worst"]["path"], data["best"]["path"]]


def test_a_kept_path_that_no_longer_fits_is_dropped(visit: Page, data: Data) -> None:
    for kept in (["gone"], data["best"]["path"], "x", {"a": 1}):
        visit.evaluate("([id, kept]) => sessionStorage.setItem(`lb:walk:${id}`, JSON.stringify(kept))", [VISIT, kept])
        reload(visit)
        expect(visit.locator("button.choice").first).to_be_visible()
        expect(visit.get_by_role("button", name="接着上次走")).to_have_count(0)


def test_a_walk_that_cannot_be_saved_is_said_so(visit: Page, data: Data) -> None:
    visit.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    take(visit, data, data["best"]["path"])
    expect(visit.get_by_role("alert")).to_be_visible()
    expect(visit.get_by_role("heading", name="结局：圆满收场")).to_be_visible()
    assert runs(visit) == []


def test_the_whole_walk_by_keyboard_alone(visit: Page, data: Data) -> None:
    """Tab to the first choice and Enter, from wherever the focus was moved to, until the visit is over."""
    path: list[str] = []
    while choices := node_at(data, path).get("choices"):
        texts = {choice["text"]: choice["id"] for choice in choices}
        for _ in range(12):
            visit.keyboard.press("Tab")
            if focused(visit) in texts:
                break
        path.append(texts[focused(visit)])
        visit.keyboard.press("Enter")
        expect(visit.get_by_role("heading", name=f"第 {len(path)} 步的结果")).to_be_focused()
    assert [run["path"] for run in runs(visit)] == [path]
    for _ in range(60):
        visit.keyboard.press("Tab")
        if focused(visit) == "再走一遍":
            break
    visit.keyboard.press("Enter")
    expect(visit.get_by_role("heading", name="第 1 步", exact=True)).to_be_focused()


def focused(page: Page) -> str:
    text = page.evaluate("document.activeElement?.shadowRoot?.activeElement?.textContent ?? ''")
    return str(text)


def test_what_is_pressed_is_as_big_as_a_finger(visit: Page, data: Data) -> None:
    take(visit, data, data["best"]["path"][:2])
    assert too_small(visit) == []
    choose(visit, "从头再走")
    take(visit, data, detour(data))
    assert too_small(visit) == []


def too_small(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelector("lb-scenario").shadowRoot.querySelectorAll("button, summary")]
        .filter((node) => node.getBoundingClientRect().height < 44).map((node) => node.textContent)"""
    )
    return found
