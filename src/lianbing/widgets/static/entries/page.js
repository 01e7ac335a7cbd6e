/* Every page of the book: the installable app, and the way into presenting it. */
import * as offline from "../offline/offline.js";
import { offer, offered } from "../offline/sharing.js";
import { showSign } from "../offline/sign.js";
import { listen } from "../presenting/asking.js";

const own = document.currentScript;

// A page that loads this twice still has one that speaks with the worker.
if (offered() === null) {
  offer(offline);
  offline.begin();
  showSign();
  if (own instanceof HTMLScriptElement) listen(own.src);
}
