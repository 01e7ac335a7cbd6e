/* The keyboard of the marking notebook: ipywidgets tell Python of no keys, and JupyterLab takes them as commands. */

/** @typedef {{get: (name: string) => any, send: (content: unknown) => void}} Model */

const MOVES = ["Enter", "Escape", "Backspace", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const TYPED = /^[0-9.a-zA-Z]$/;

/** What is typed into a field belongs to the field, but for Enter in a line of text and with Ctrl in several lines.
 * @param {KeyboardEvent} event */
function belongsToField(event) {
  const field = /** @type {HTMLElement} */ (event.target).closest("input, textarea, select");
  if (!field) return false;
  if (event.key === "Enter") return field.matches("textarea") ? !(event.ctrlKey || event.metaKey) : !field.matches("[type=text]");
  return !field.matches("[type=checkbox]") || !TYPED.test(event.key);
}

/** Whether the key is for the desk. @param {KeyboardEvent} event */
function isForDesk(event) {
  if (event.isComposing || event.altKey || belongsToField(event)) return false;
  if (event.key === "Enter") return !/** @type {HTMLElement} */ (event.target).closest("button, summary");
  return !event.ctrlKey && !event.metaKey && (MOVES.includes(event.key) || TYPED.test(event.key));
}

/** Listens to the keys of the desk that the node is in, and sends Python those that mean something.
 * @param {{model: Model, el: HTMLElement}} context */
export function render({ model, el }) {
  el.textContent = model.get("hint");
  const stop = new AbortController();
  const listen = () => {
    const desk = /** @type {HTMLElement | null} */ (el.closest(`.${model.get("desk")}`));
    if (!desk) return;
    desk.tabIndex = -1;
    desk.dataset.lmSuppressShortcuts = "true";
    const back = () => desk.focus({ preventScroll: true });
    // On the way down: ipywidgets stop the keys of their fields on the way up.
    desk.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back(); // out of a field, and the key means the same as elsewhere
      if (!isForDesk(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") back();
      model.send({ key: event.key });
    }, { capture: true, signal: stop.signal });
    // A pointer leaves the focus on what it clicked, and Enter would press that again.
    desk.addEventListener("click", (event) => {
      const pressed = /** @type {HTMLElement} */ (event.target).closest("button, input[type=checkbox]");
      if (event.detail > 0 && pressed) back();
    }, { signal: stop.signal });
    back();
  };
  requestAnimationFrame(listen); // by then the node is in the page
  return () => stop.abort();
}
