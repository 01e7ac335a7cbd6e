/* A chapter page that is presented: loaded when that is first asked for. */
import { Presentation } from "../presenting/presentation.js";

const article = document.querySelector("article.bd-article");
if (article) {
  const presentation = new Presentation(article);
  addEventListener("lb-present", () => presentation.begin());
  presentation.begin();
}
