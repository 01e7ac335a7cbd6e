/* Every page of the book: the installable app. */
import * as offline from "../offline/offline.js";
import { offer, offered } from "../offline/sharing.js";
import { showSign } from "../offline/sign.js";

// A page that loads this twice still has one that speaks with the worker.
if (offered() === null) {
  offer(offline);
  offline.begin();
  showSign();
}
