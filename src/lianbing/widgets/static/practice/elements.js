/* The elements by which a learner practises. */
import { define } from "../core/base.js";
import { ProgressElement } from "./chapter-line.js";
import { SelftestElement } from "./selftest.js";
import { ItemElement } from "./item.js";
import { ScenarioElement } from "./scenario.js";
import { TaskElement } from "./task.js";

export function definePractice() {
  define("lb-item", ItemElement);
  define("lb-scenario", ScenarioElement);
  define("lb-task", TaskElement);
  define("lb-selftest", SelftestElement);
  define("lb-progress", ProgressElement);
}
