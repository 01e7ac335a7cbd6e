/* The service worker of the book: keeps its files by what they hold, answers from them, and fetches a
   new edition. What the edition is made of stands before it: const BOOK (book.d.ts). */

/** @import { OfflinePart, OfflineState, OfflineTrouble } from "./state.d.ts" */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
// A store belongs to an address, not to a folder of it: two books on one server must not share theirs.
const STORE = `lianbing ${SCOPE}`;
const AT_ONCE = 3;
const REPORT_MS = 250;
const OFFLINE = "offline.html";
const NOTHING = "<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>没有网络</title><p>现在没有网络，这一页也没有下载。请连上网络后再打开。</p>";
/** @type {Record<string, string>} */
const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8",
  json: "application/json", webmanifest: "application/manifest+json", svg: "image/svg+xml", png: "image/png",
  jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp", woff2: "font/woff2", pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
};

class Failure extends Error {
  /** @param {OfflineTrouble} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** The parts that are being fetched, by title. @type {Map<string, Promise<void>>} */
const loading = new Map();
/** @type {OfflineTrouble} */
let trouble = "";
let reported = 0;
/** The choice that is being written last. @type {Promise<void>} */
let choosing = Promise.resolve();

const store = () => caches.open(STORE);
/** @param {string} name */
const keyOf = (name) => `${SCOPE}?lianbing=${name}`;
/** @param {number} part */
const pathsOf = (part) => Object.keys(BOOK.files).filter((path) => BOOK.files[path][2] === part);

/** What the learner chose: parts to keep up to date, parts that were deleted. */
async function choices() {
  const kept = await (await store()).match(keyOf("choices"));
  try {
    const { wanted, declined } = await /** @type {Response} */ (kept).json();
    return { wanted: new Set(wanted), declined: new Set(declined) };
  } catch {
    return { wanted: new Set(), declined: new Set() };
  }
}

/** One after another, so that none is written over by one that has read before it. @param {string} title @param {boolean} wanted */
function choose(title, wanted) {
  const written = choosing.then(() => writeChoice(title, wanted));
  choosing = written.catch(() => undefined);
  return written;
}

/** @param {string} title @param {boolean} wanted */
async function writeChoice(title, wanted) {
  const chosen = await choices();
  (wanted ? chosen.wanted : chosen.declined).add(title);
  (wanted ? chosen.declined : chosen.wanted).delete(title);
  const text = JSON.stringify({ wanted: [...chosen.wanted], declined: [...chosen.declined] });
  await (await store()).put(keyOf("choices"), new Response(text));
}

/** The digests of all that the store holds. */
async function held() {
  const requests = await (await store()).keys();
  return new Set(requests.map((request) => new URL(request.url).searchParams.get("lianbing") ?? ""));
}

/** @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

/** The answer to a request for a file, as a server with the right types gives it. @param {string} path @param {BodyInit} body */
function answerWith(path, body) {
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return new Response(body, { headers: { "content-type": type } });
}

/** Fetches a file of this edition; what a server or a proxy gives instead of it is not kept. @param {string} path */
async function fetchFile(path) {
  const [digest] = BOOK.files[path];
  // The address that pages use, so that what they loaded just now isn't sent again.
  const versioned = /\.(?:css|js)$/.test(path) ? `?v=${digest.slice(0, 10)}` : "";
  const address = SCOPE + path.split("/").map(encodeURIComponent).join("/") + versioned;
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(address, { cache }).catch(() => null);
    if (!response?.ok) throw new Failure("network");
    const bytes = await response.arrayBuffer().catch(() => null);
    if (bytes === null) throw new Failure("network");
    if ((await digestOf(bytes)) === digest) return bytes;
  }
  throw new Failure("edition");
}

/** @param {string} path @param {ArrayBuffer} bytes */
async function keep(path, bytes) {
  try {
    await (await store()).put(keyOf(BOOK.files[path][0]), answerWith(path, bytes));
  } catch {
    throw new Failure("full");
  }
}

/** Fetches what is missing of these files, a few at once. What came before a failure stays. @param {string[]} paths */
async function fill(paths) {
  const have = await held();
  const missing = paths.filter((path) => !have.has(BOOK.files[path][0]));
  const lane = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) {
      await keep(path, await fetchFile(path));
      await report(false);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const failed = lanes.find((lane) => lane.status === "rejected");
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
}

/** @returns {Promise<OfflineState>} */
async function state() {
  const have = await held();
  const { declined } = await choices();
  const parts = BOOK.parts.map(/** @returns {OfflinePart} */ (title, place) => {
    const sizes = pathsOf(place).map((path) => ({ size: BOOK.files[path][1], kept: have.has(BOOK.files[path][0]) }));
    const kept = sizes.filter((file) => file.kept);
    const whole = kept.length === sizes.length;
    const status = whole ? "whole" : loading.has(title) ? "loading" : kept.length ? "some" : "none";
    const sum = (/** @type {{size: number}[]} */ files) => files.reduce((total, file) => total + file.size, 0);
    return { title, bytes: sum(sizes), have: sum(kept), status, declined: declined.has(title) };
  });
  return { edition: BOOK.edition, parts, trouble };
}

/** Tells all pages of the book how far things are. @param {boolean} now whether it can't wait */
async function report(now) {
  if (!now && Date.now() - reported < REPORT_MS) return;
  reported = Date.now();
  const progress = await state();
  const pages = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) if (page.url.startsWith(SCOPE)) page.postMessage({ lianbing: progress });
}

/** @param {unknown} error */
function blame(error) {
  trouble = error instanceof Failure ? error.trouble : "network";
}

/** @param {string} title */
async function download(title) {
  const place = BOOK.parts.indexOf(title);
  if (place < 0 || loading.has(title)) return report(true);
  trouble = "";
  const work = choose(title, true).catch(() => Promise.reject(new Failure("full"))).then(() => fill(pathsOf(place)));
  loading.set(title, work);
  await report(true);
  await work.catch(blame);
  loading.delete(title);
  await report(true);
}

/** @param {string} title */
async function remove(title) {
  const place = BOOK.parts.indexOf(title);
  if (place < 1) return report(true);
  await loading.get(title)?.catch(() => undefined);
  await choose(title, false);
  const elsewhere = new Set(Object.values(BOOK.files).filter((file) => file[2] !== place).map(([digest]) => digest));
  const kept = await store();
  for (const path of pathsOf(place)) {
    const [digest] = BOOK.files[path];
    if (!elsewhere.has(digest)) await kept.delete(keyOf(digest));
  }
  await report(true);
}

/** What every page needs, and the parts that were there in the edition before. */
async function install() {
  const { wanted } = await choices();
  const parts = BOOK.parts.map((title, place) => (place === 0 || wanted.has(title) ? place : -1));
  const paths = parts.filter((place) => place >= 0).flatMap(pathsOf);
  try {
    await fill(paths);
    // An edition that was activated meanwhile has deleted what it had no use for itself.
    await fill(paths);
  } catch (error) {
    blame(error);
    await report(true);
    throw error;
  }
}

/** Nothing reads files of older editions any more. */
async function activate() {
  const now = new Set(Object.values(BOOK.files).map(([digest]) => digest));
  const kept = await store();
  for (const name of await held()) if (name !== "choices" && !now.has(name)) await kept.delete(keyOf(name));
  await worker.clients.claim();
  await report(true);
}

/** The file of this edition that an address means, or "". @param {URL} url */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.href.replace(/[?#].*$/s, "").slice(SCOPE.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  } catch {
    return "";
  }
}

/** @param {string} path */
const kept = async (path) => (path in BOOK.files ? (await store()).match(keyOf(BOOK.files[path][0])) : undefined);

/** The page for what isn't there; its own addresses are meant from the root of the book. */
async function offlinePage() {
  const text = (await (await kept(OFFLINE))?.text()) ?? NOTHING;
  return answerWith(OFFLINE, text.replace(/<head>/i, `<head><base href="${SCOPE}${OFFLINE}">`));
}

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const url = new URL(request.url);
  const path = pathOf(url);
  const asked = url.searchParams.get("v");
  const known = path in BOOK.files;
  // Somebody has a page of another edition: what belongs to that one comes first.
  const other = known && asked !== null && !BOOK.files[path][0].startsWith(asked);
  const own = other ? undefined : await kept(path);
  if (own) return own;
  if (!known && `${path}/index.html` in BOOK.files) return Response.redirect(`${SCOPE}${path}/index.html`);
  try {
    return await fetch(request);
  } catch {
    const instead = other ? await kept(path) : undefined;
    if (instead) return instead;
    return request.mode === "navigate" ? offlinePage() : Response.error();
  }
}

/** Listens, which a worker has to do at once. */
export function begin() {
  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", (event) => {
    if (event.request.method === "GET" && event.request.url.startsWith(SCOPE)) event.respondWith(answer(event.request));
  });
  worker.addEventListener("message", (event) => {
    const { lianbing: asked, title } = event.data ?? {};
    if (asked === "state") event.waitUntil(report(true));
    else if (asked === "download") event.waitUntil(download(title));
    else if (asked === "remove") event.waitUntil(remove(title));
    else if (asked === "renew") event.waitUntil(worker.skipWaiting());
  });
}
