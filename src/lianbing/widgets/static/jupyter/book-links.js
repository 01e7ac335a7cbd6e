/* Where a link of the book leads in JupyterLab: pages of the book are notebooks and texts there. */

/** @typedef {{serverRoot?: string, baseUrl?: string}} Served what the program says of itself on its page */
/** @typedef {{url: string} | {sentence: string}} Place */

const RELATIVE = /^(?![a-z][a-z0-9+.-]*:|[/#?]|$)/i;

/** Whether a link leads to another page of the book. @param {string | null} href */
export const leadsToAPage = (href) => href !== null && RELATIVE.test(href);

/** The file that a page is made from. @param {string} href from the folder of chapters
 * @returns {string} from the root of the workbook */
function sourceOf(href) {
  const { pathname } = new URL(href, "file:///book/chapters/");
  const page = decodeURIComponent(pathname).slice(1);
  return page.replace(/\.html$/, page.startsWith("book/chapters/") ? ".ipynb" : ".md");
}

/** Where a link of the book leads.
 * @param {string} href from the folder of chapters
 * @param {string[]} roots the root of the workbook, in all ways in which the server may name it
 * @param {Served} served @param {string} pathname of the page that the program shows
 * @returns {Place} */
export function placeOf(href, roots, served, pathname) {
  const file = sourceOf(href);
  const top = slashed(served.serverRoot ?? "").replace(/\/*$/, "/");
  const whole = roots.map((root) => `${slashed(root)}/${file}`).find((path) => top !== "/" && path.startsWith(top));
  if (!whole) {
    return { sentence: `这一页在工作簿的 ${file}，JupyterLab 打开的文件夹里没有它：从工作簿的根目录打开 JupyterLab，就点得到。` };
  }
  const place = whole.slice(top.length).split("/").map(encodeURIComponent).join("/");
  const base = (served.baseUrl ?? "/").replace(/\/*$/, "/");
  const classic = /\/(notebooks|tree|edit)\b/.test(pathname) && !pathname.includes("/lab");
  const program = classic ? (file.endsWith(".ipynb") ? "notebooks/" : "edit/") : "lab/tree/";
  return { url: base + program + place };
}

/** @param {string} path */
const slashed = (path) => path.replaceAll("\\", "/");

/** What the program says of itself. @returns {Served} */
export function served() {
  try {
    return JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  } catch {
    return {};
  }
}
