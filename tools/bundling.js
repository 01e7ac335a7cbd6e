/* How the front end becomes what pages load: each module of static/entries/ with all that it
   imports, made small. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const WIDGETS = fileURLToPath(new URL("../src/lianbing/widgets", import.meta.url));
export const STATIC = path.join(WIDGETS, "static");
export const BUNDLES = path.join(WIDGETS, "bundles");

/** Classic scripts, because file:// blocks modules; what anywidget loads is a module. */
export const FORMATS = {
  page: "iife", practice: "iife", forms: "iife", study: "iife", booklet: "iife", search: "iife", worker: "iife", slides: "iife", present: "iife",
  "live-phone": "iife", "live-screen": "iife", "live-trainer": "iife", jupyter: "esm", desk: "esm",
};

/** Style sheets as their text, made small. */
const styles = {
  name: "styles",
  setup(made) {
    made.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const text = await readFile(file, "utf8");
      const { code } = await transform(text, { loader: "css", minify: true, charset: "utf8" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** How esbuild makes them small; the tests are made small in the same way. */
export const SMALL = {
  bundle: true, minify: true, write: false, metafile: true, plugins: [styles],
  target: "es2022", charset: "utf8", legalComments: "none", logLevel: "silent",
};

/** The path of a module below static/. @param {string} file */
const nameOf = (file) => path.relative(STATIC, path.resolve(file)).replaceAll(path.sep, "/");

/** The text of a bundle, and the modules in it by their paths below static/. @param {string} name */
export async function bundle(name) {
  const entryPoints = [path.join(STATIC, "entries", `${name}.js`)];
  const made = await build({ ...SMALL, entryPoints, format: FORMATS[name] });
  const modules = Object.keys(made.metafile.inputs).map(nameOf).sort();
  return { text: made.outputFiles[0].text, modules };
}
