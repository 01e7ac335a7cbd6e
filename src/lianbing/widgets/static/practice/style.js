/* What the elements of this layer are styled by, beside what all share. */
import items from "../items/style.css";
import own from "./style.css";

export const PRACTICE_STYLE = items + own;
