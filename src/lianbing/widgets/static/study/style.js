/* What the elements of the study page are styled by, beside what all share. */
import exam from "../exam/style.css";
import { PRACTICE_STYLE } from "../practice/style.js";
import own from "./style.css";

export const STUDY_STYLE = PRACTICE_STYLE + exam + own;
