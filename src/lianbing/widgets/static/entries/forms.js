/* Pages of the book with forms of daily work. */
import { defineForms } from "../forms/elements.js";

defineForms();
