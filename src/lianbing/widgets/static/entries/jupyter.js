/* All elements, as the module that anywidget loads in JupyterLab. */
import { BookletElement } from "../booklet/booklet.js";
import { define } from "../core/base.js";
import { render } from "../jupyter/render.js";
import { definePractice } from "../practice/elements.js";

definePractice();
define("lb-booklet", BookletElement);

export default { render };
