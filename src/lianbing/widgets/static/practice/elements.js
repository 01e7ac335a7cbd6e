/* The elements by which a learner practises. */
import { define } from "../core/base.js";
import { ProgressElement } from "./chapter-line.js";
import { CheckElement } from "./selftest.js";
import { ItemElement } from "./item.js";
import { ScenarioElement } from "./scenario.js";
import { TaskElement } from "./task.js";

export function definePractice() {
  define("lb-item", ItemElement);
  define("lb-scenario", ScenarioElement);
  define("lb-task", TaskElement);
  define("lb-check", CheckElement);
  define("lb-progress", ProgressElement);
}
