/* The keyboard of the marking notebook, as the module that anywidget loads in JupyterLab. */
import { render } from "../desk/render.js";

export default { render };
