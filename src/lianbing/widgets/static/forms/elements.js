/* The element of forms. */
import { define } from "../core/base.js";
import { FormElement } from "./form.js";

export function defineForms() {
  define("lb-form", FormElement);
}
