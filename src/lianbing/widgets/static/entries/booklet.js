/* The exam booklet, where nothing that marks an answer belongs but the rules that are the same for
   everybody. */
import { BookletElement } from "../booklet/booklet.js";
import { define } from "../core/base.js";

define("lb-booklet", BookletElement);
