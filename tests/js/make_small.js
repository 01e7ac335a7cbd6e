/* Writes the tests with the modules they import, made small as the bundles are:
   node make_small.js FOLDER TEST… */
import path from "node:path";
import { build } from "esbuild";
import { SMALL } from "../../tools/bundling.js";

const [folder, ...entryPoints] = process.argv.slice(2);
await build({
  ...SMALL, entryPoints, outdir: path.resolve(folder), write: true, platform: "node", format: "esm",
  outExtension: { ".js": ".mjs" }, define: { "import.meta.url": JSON.stringify(import.meta.url) },
});
