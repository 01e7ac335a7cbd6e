/* The installable book: registers the service worker (worker.js), asks it for one part after another, and knows
   what is there. Pages of one folder on file:// need none of this and get none. */

/** @import { OfflineState } from "./state.d.ts" */

/** @typedef {null | "file" | "unpublished" | "insecure" | "wechat" | "unsupported" | "refused"} OfflineReason */

const CHOICE = "lb:offline";
const QUIET_MS = 30000;
const UPDATE_MS = 3600000;

/** @type {Set<() => void>} */
const watchers = new Set();
/** @type {ServiceWorkerRegistration | undefined} */
let registration;
/** @type {OfflineState | null} */
let state = null;
/** Parts asked for before there was a worker to ask. @type {Set<string>} */
const early = new Set();
/** @type {any} */
let invitation = null;
let renewing = false;
let replaced = false;
/** Whether an edition answers for this page already: the first to do so replaces none. */
let controlled = Boolean(navigator.serviceWorker?.controller);
let refused = false;
let heard = 0;
let checked = 0;

/** The address of the site; only a published site says it. */
const root = () => document.querySelector('meta[name="lb-root"]')?.getAttribute("content") ?? null;

/** Why there is no offline app here. @returns {OfflineReason} */
export function reason() {
  if (location.protocol === "file:") return "file";
  if (root() === null) return "unpublished";
  if (!isSecureContext) return "insecure";
  const { userAgent } = navigator;
  if ("serviceWorker" in navigator) return refused ? "refused" : null;
  return /MicroMessenger/i.test(userAgent) ? "wechat" : "unsupported";
}

function changed() {
  for (const watcher of watchers) watcher();
}

/** @param {"state" | "download" | "remove"} what @param {string} [title] */
function ask(what, title) {
  if (registration?.active) registration.active.postMessage({ lianbing: what, title });
  else if (what === "download" && title !== undefined) early.add(title);
}

/** What was asked for while the worker was still installing. */
function askAgain() {
  ask("state");
  for (const title of early) ask("download", title);
  early.clear();
}

export function automatic() {
  try {
    return JSON.parse(localStorage.getItem(CHOICE) ?? "{}").automatic !== false;
  } catch {
    return true;
  }
}

/** Whether parts may be fetched without being asked for: mobile data is the learner's money. */
const mayFetch = () => automatic() && navigator.onLine && /** @type {any} */ (navigator).connection?.saveData !== true;

/** The next part in the order of the book; after a failure the next page or the next connection tries again. */
function fetchNext() {
  if (!state || state.trouble || !mayFetch() || state.parts.some((part) => part.status === "loading")) return;
  const next = state.parts.find((part) => part.status !== "whole" && !part.declined);
  if (next) ask("download", next.title);
}

/** @param {MessageEvent} event */
function hear(event) {
  const news = event.data?.lianbing;
  // A new edition that is being installed speaks of itself; the page still is of the old one.
  if (!news || (registration?.active && event.source !== registration.active)) return;
  // What went wrong before this page was opened may go well now.
  state = heard || !registration?.active ? news : { ...news, trouble: "" };
  heard = Date.now();
  changed();
  fetchNext();
}

/** A worker that a browser has stopped half-way says nothing more: asked again, it goes on. */
function watchOver() {
  if (state?.parts.some((part) => part.status === "loading") && Date.now() - heard > QUIET_MS) ask("state");
}

function tryAgain() {
  if (state) state = { ...state, trouble: "" };
  changed();
  if (!hasWorker()) void register().catch(fail);
  fetchNext();
}

function lookForUpdate() {
  if (document.visibilityState !== "visible" || Date.now() - checked < UPDATE_MS) return;
  checked = Date.now();
  registration?.update().catch(() => undefined); // without a network there is no new edition
}

/** @param {Event} event */
function step(event) {
  changed();
  if (/** @type {ServiceWorker} */ (event.target).state === "activated") askAgain();
}

// One listener however often it is added: registering again may give what was there.
const follow = () => registration?.installing?.addEventListener("statechange", step);

/** A first installation that fails leaves no worker behind. */
const hasWorker = () => Boolean(registration?.installing || registration?.waiting || registration?.active);

async function register() {
  const address = new URL("sw.js", new URL(root() ?? "", document.baseURI));
  registration = await navigator.serviceWorker.register(address);
  refused = false;
  checked = Date.now();
  registration.addEventListener("updatefound", follow);
  follow();
  changed();
  if (registration.active) askAgain();
}

/** Private windows and some settings forbid it: the book can be read all the same. */
function fail() {
  if (state) state = { ...state, trouble: "network" };
  else refused = true;
  changed();
}

/** Another tab took the new edition, or the browser did: what this page goes on to load is not of its edition. */
function handOver() {
  if (renewing) return location.reload();
  replaced = controlled;
  controlled = true;
  changed();
}

function start() {
  navigator.serviceWorker.addEventListener("message", hear);
  void register().catch(fail);
  addEventListener("online", tryAgain);
  addEventListener("offline", changed);
  document.addEventListener("visibilitychange", lookForUpdate);
  setInterval(watchOver, QUIET_MS);
  setInterval(lookForUpdate, UPDATE_MS);
}

function addManifest() {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = new URL("manifest.webmanifest", new URL(root() ?? "", document.baseURI)).href;
  document.head.append(link);
}

/** What the worker has said last. */
export const stateNow = () => state;

/** A new edition is there as a whole, and waits until nobody reads the old one. */
export const isRenewable = () => Boolean(registration?.waiting && registration.active);

/** Whether another edition answers since this page was opened. */
export const isReplaced = () => replaced;

export function renew() {
  renewing = true;
  registration?.waiting?.postMessage({ lianbing: "renew" });
}

/** @param {boolean} wanted */
export function setAutomatic(wanted) {
  try {
    localStorage.setItem(CHOICE, JSON.stringify({ automatic: wanted }));
  } catch {
    /* then the choice holds for no longer than this page */
  }
  changed();
  if (wanted) tryAgain();
}

/** Asked for by a person: the browser may be told that this is to stay. @param {string} title */
export function download(title) {
  navigator.storage?.persist?.().catch(() => undefined);
  ask("download", title);
  if (!hasWorker()) tryAgain();
}

/** @param {string} title */
export const remove = (title) => ask("remove", title);

export const isInvited = () => invitation !== null;

export async function install() {
  const shown = invitation;
  invitation = null;
  await shown?.prompt();
  changed();
}

export const isInstalled = () =>
  matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true;

/** @param {() => void} watcher @param {AbortSignal} [signal] */
export function watch(watcher, signal) {
  watchers.add(watcher);
  signal?.addEventListener("abort", () => watchers.delete(watcher));
}

/** Installs the book, where it can be. */
export function begin() {
  if (reason() !== null) return;
  addManifest();
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    invitation = event;
    changed();
  });
  addEventListener("appinstalled", changed);
  navigator.serviceWorker.addEventListener("controllerchange", handOver);
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
