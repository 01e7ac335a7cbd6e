/* The exam booklet, where nothing that marks an answer belongs but the rules that are the same for
   everybody. */
import { BookletElement } from "../booklet/booklet.js";
import { code } from "../booklet/code.js";
import { define } from "../core/base.js";
import { register } from "../items/types.js";

register(code);
define("lb-booklet", BookletElement);
