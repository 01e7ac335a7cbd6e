/* The trainer's page of a live session. */
import { define } from "../core/base.js";
import { fillPage } from "../live/page.js";
import { TrainerElement } from "../live/trainer.js";

define("lb-live-trainer", TrainerElement);
fillPage("lb-live-trainer");
