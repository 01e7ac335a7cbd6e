/* The line to the trainer's computer, over a network that comes and goes. It alone of the front end asks a server:
   its own. Events are read from a fetch and not by EventSource, which tells neither why it was refused nor that a line
   has gone dead. */

/** An answer of the server; of status 0 when none came. @typedef {{status: number, body: any}} Reply */

/**
 * @typedef {object} Listener
 * @property {(state: any) => void} state what there is to show from now on
 * @property {() => void} lost the line is gone, and will be tried again and again
 * @property {(reply: Reply) => void} refused the server wants no more of it; the end
 */

const PATIENCE_MS = 8000;
/* A phone that was locked may first ask over a line of before, which is dead. */
const CONNECTED_MS = 5000;
/* The server is heard at least every ten seconds. */
const SILENCE_MS = 25000;
const PAUSE_MS = 800;
/* A line that is back within a moment was not lost for anybody. */
const UNNOTICED_MS = 1500;

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/** Asking the same again would not help. @param {Reply} reply */
export const isRefusal = ({ status }) => status >= 400 && status < 500;

/** @param {Response} response @returns {Promise<Reply>} */
async function replyOf(response) {
  return { status: response.status, body: await response.json().catch(() => ({})) };
}

/** Asks, or with something to send posts it. @param {string} address @param {object} [sent] @returns {Promise<Reply>} */
export async function ask(address, sent) {
  const call = new AbortController();
  const timer = setTimeout(() => call.abort(), PATIENCE_MS);
  const posted = sent && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) };
  try {
    return await replyOf(await fetch(address, { ...posted, cache: "no-store", signal: call.signal }));
  } catch {
    return { status: 0, body: {} };
  } finally {
    clearTimeout(timer);
  }
}

/** The data of the whole events in a text, and what is left of it. An event with a name is no state: it says why the line
 * ends, as the next one will, too. @param {string} text */
export function eventsIn(text) {
  const parts = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = parts.pop() ?? "";
  const states = parts.filter((part) => !/^event:/m.test(part));
  const datas = states.map((part) => part.split("\n").filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, "")).join("\n"));
  return { datas: datas.filter(Boolean), rest };
}

/** Calls back once a time has passed without a sign of life. @param {number} usual @param {() => void} late */
function watchdog(usual, late) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  /** Begins to wait, unless it waits already. */
  const start = (ms = usual) => void (timer ??= setTimeout(late, ms));
  const alive = () => {
    stop();
    start();
  };
  return { start, alive, stop };
}

/** Hears events until the line ends. @param {string} address @param {(state: any) => void} heard @param {AbortController} call
 * @returns {Promise<Reply>} */
async function listen(address, heard, call) {
  const dog = watchdog(SILENCE_MS, () => call.abort());
  try {
    dog.start(CONNECTED_MS);
    const response = await fetch(address, { cache: "no-store", headers: { accept: "text/event-stream" }, signal: call.signal });
    dog.alive();
    if (!response.ok || !response.body) return await replyOf(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { done, value = "" } = await reader.read();
      if (done) return { status: 0, body: {} };
      dog.alive();
      const events = eventsIn(rest + value);
      rest = events.rest;
      // What goes wrong in showing it is no fault of the line.
      for (const data of events.datas) queueMicrotask(() => heard(JSON.parse(data)));
    }
  } catch {
    return { status: 0, body: {} };
  } finally {
    dog.stop();
  }
}

/** Calls back whenever a line may have died unnoticed, or may work again. @param {() => void} back @param {AbortSignal} signal */
export function onReturn(back, signal) {
  addEventListener("online", back, { signal });
  addEventListener("offline", back, { signal });
  addEventListener("pageshow", (event) => event.persisted && back(), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || back(), { signal });
}

/** Follows the events of an address until the signal, whatever happens to the line.
 * @param {string} address @param {Listener} listener @param {AbortSignal} signal */
export async function follow(address, listener, signal) {
  let call = new AbortController();
  let hurry = () => {};
  const again = () => {
    call.abort();
    hurry();
  };
  onReturn(again, signal);
  signal.addEventListener("abort", again);
  const silence = watchdog(UNNOTICED_MS, () => signal.aborted || listener.lost());
  /** @param {any} state */
  const heard = (state) => {
    silence.stop();
    if (!signal.aborted) listener.state(state);
  };
  while (!signal.aborted) {
    call = new AbortController();
    const reply = await listen(address, heard, call);
    if (signal.aborted) break;
    if (isRefusal(reply)) return listener.refused(reply);
    silence.start();
    const called = new Promise((resolve) => void (hurry = () => resolve(null)));
    // All phones of a room lose the line at once, and should not all come back in the same moment.
    if (!call.signal.aborted) await Promise.race([pause(PAUSE_MS * (0.5 + Math.random())), called]);
  }
}
