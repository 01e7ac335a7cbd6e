/* What every page knows of being presented: the button, the key and the address that ask for it. The rest is loaded
   then, by a script tag, which works from a file as well. */
import { isWriting } from "../core/turning.js";

const EVENT = "lb-present";
const SCRIPT = "lianbing-present.js"; // beside the script of all pages, where no version of it is named
const BUTTON = ".btn-present-button";
const ASKED = /^#present-\d+$/;

/** @param {string} address of the script of every page */
export function listen(address) {
  const button = document.querySelector(BUTTON);
  if (!button) return;
  const load = () => {
    const script = document.createElement("script");
    const named = document.querySelector('meta[name="lb-present"]')?.getAttribute("content");
    script.src = named ?? new URL(SCRIPT, address).href;
    script.addEventListener("error", () => alert("演示用的文件没有读到：连上网再试一次，或者重新下载这本书。"));
    document.head.append(script);
  };
  addEventListener(EVENT, load, { once: true });
  addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
    if (key.toLowerCase() !== "p" || ctrlKey || metaKey || altKey || isWriting(/** @type {Element} */ (target))) return;
    dispatchEvent(new Event(EVENT));
  });
  if (ASKED.test(location.hash)) dispatchEvent(new Event(EVENT));
}
