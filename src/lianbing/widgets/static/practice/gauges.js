/* The gauges of a scenario, and what a choice did to them in words. */
import { make } from "../core/dom.js";

/** @import { Gauge, Scenario } from "../wire.d.ts" */

/** @param {number} change */
const signed = (change) => (change > 0 ? `+${change}` : `−${-change}`);

/** @param {Gauge} gauge */
function meter({ title, minimum: min, maximum: max }) {
  const bar = make("span", { class: "fill" });
  const value = make("span", { class: "value" });
  const [name, unit = ""] = title.split(/[（）]/); // a unit stands behind the number, where there is room
  const track = make("span", { class: "bar", role: "meter", "aria-label": title, "aria-valuemin": min, "aria-valuemax": max }, bar);
  const node = make("li", {}, make("span", { class: "name" }, name), value, track);
  /** @param {number} now @param {number} change */
  const show = (now, change) => {
    bar.style.width = `${max > min ? ((now - min) / (max - min)) * 100 : 0}%`;
    const delta = change ? make("span", { class: change > 0 ? "up" : "down" }, signed(change)) : "";
    value.replaceChildren(delta, `${now} ${unit}`.trim());
    track.setAttribute("aria-valuenow", String(now));
    track.setAttribute("aria-valuetext", change ? `${now}，比上一步 ${signed(change)}` : String(now));
  };
  return { node, show };
}

/** @param {Scenario} scenario */
export function gauges(scenario) {
  const all = scenario.gauges.map((gauge) => ({ id: gauge.id, ...meter(gauge) }));
  return {
    node: make("ul", { class: "gauges", "aria-label": "状态" }, ...all.map(({ node }) => node)),
    /** @param {Record<string, number>} now @param {Record<string, number>} before */
    show: (now, before) => all.forEach(({ id, show }) => show(now[id], now[id] - before[id])),
  };
}

/** “客户满意 +10，升到 60；…” @param {Scenario} scenario @param {Record<string, number>} now @param {Record<string, number>} before */
export function changes({ gauges: all }, now, before) {
  const moved = all.filter(({ id }) => now[id] !== before[id]);
  const words = moved.map(({ id, title }) =>
    `${title} ${signed(now[id] - before[id])}，${now[id] > before[id] ? "升" : "降"}到 ${now[id]}`);
  return words.join("；") || "状态没有变化";
}

/** What a step left behind, and what it settled. @param {Scenario} scenario @param {string[]} now @param {string[]} before */
export function left({ flags: titles = {} }, now, before) {
  const known = Object.keys(titles);
  return [
    ...known.filter((flag) => now.includes(flag) && !before.includes(flag)).map((flag) => `留下了：${titles[flag]}`),
    ...known.filter((flag) => !now.includes(flag) && before.includes(flag)).map((flag) => `了结了：${titles[flag]}`),
  ];
}
