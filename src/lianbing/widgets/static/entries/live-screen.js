/* The projector of a live session. */
import { define } from "../core/base.js";
import { fillPage } from "../live/page.js";
import { ScreenElement } from "../live/screen.js";

define("lb-live-screen", ScreenElement);
fillPage("lb-live-screen");
