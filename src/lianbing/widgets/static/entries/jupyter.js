/* All elements, as the module that anywidget loads in JupyterLab. */
import { BookletElement } from "../booklet/booklet.js";
import { code } from "../booklet/code.js";
import { define } from "../core/base.js";
import { defineForms } from "../forms/elements.js";
import { register } from "../items/types.js";
import { render } from "../jupyter/render.js";
import { definePractice } from "../practice/elements.js";

definePractice();
defineForms();
register(code);
define("lb-booklet", BookletElement);

export default { render };
