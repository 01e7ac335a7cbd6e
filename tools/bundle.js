/* Writes the bundles of the front end; with --check it only says whether they are as they would
   be written. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundle, BUNDLES, FORMATS } from "./bundling.js";

const checking = process.argv.includes("--check");
await mkdir(BUNDLES, { recursive: true });
const stale = [];
for (const name of Object.keys(FORMATS)) {
  const file = path.join(BUNDLES, `${name}.js`);
  const { text } = await bundle(name);
  const before = await readFile(file, "utf8").catch(() => "");
  if (text === before) continue;
  stale.push(name);
  if (!checking) await writeFile(file, text);
}
if (checking && stale.length) {
  console.error(`not as their modules are: ${stale.join(", ")}; run npm run bundle`);
  process.exitCode = 1;
}
