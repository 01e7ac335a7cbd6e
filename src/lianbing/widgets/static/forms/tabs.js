/* A row of tabs with one panel open: arrow keys go from one to the next. */
import { make, uid } from "../core/dom.js";

/** @typedef {{title: string, nodes: (Node | null)[]}} Panel */

const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 });

/** @param {string} label @param {Panel[]} panels */
export function tabs(label, panels) {
  const parts = panels.map(({ title, nodes }) => {
    const [tabId, panelId] = [uid(), uid()];
    const tab = make("button", { type: "button", class: "tab", role: "tab", id: tabId, "aria-controls": panelId }, title);
    const panel = make("div", { role: "tabpanel", id: panelId, "aria-labelledby": tabId, class: "panel", tabindex: 0 });
    panel.append(...nodes.filter((node) => node !== null));
    return { tab, panel };
  });
  /** @param {number} open */
  const show = (open) => parts.forEach(({ tab, panel }, place) => {
    tab.setAttribute("aria-selected", String(place === open));
    tab.tabIndex = place === open ? 0 : -1;
    panel.hidden = place !== open;
  });
  parts.forEach(({ tab }, place) => {
    tab.addEventListener("click", () => show(place));
    tab.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (place + step + parts.length) % parts.length;
      show(next);
      parts[next].tab.focus();
    });
  });
  show(0);
  return [make("div", { class: "tabs", role: "tablist", "aria-label": label }, ...parts.map(({ tab }) => tab)),
    ...parts.map(({ panel }) => panel)];
}
