/* The search page. */
import { begin } from "../search/page.js";

begin();
