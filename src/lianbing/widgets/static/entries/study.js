/* The study page: the learner's day, wrong answers, mock exams and record. */
import { define } from "../core/base.js";
import { definePractice } from "../practice/elements.js";
import { DownloadsElement } from "../study/downloads.js";
import { StudyElement } from "../study/study.js";

definePractice();
define("lb-downloads", DownloadsElement);
define("lb-study", StudyElement);
