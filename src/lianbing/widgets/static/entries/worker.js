/* The service worker of the book. Before this bundle stands what the edition is made of. */
import { begin } from "../offline/worker.js";

begin();
