/* Pages of the book with questions, scenarios or data exercises. */
import { definePractice } from "../practice/elements.js";

definePractice();
