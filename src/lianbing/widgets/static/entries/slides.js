/* The slides of a session. */
import { begin } from "../slides/deck.js";

begin();
