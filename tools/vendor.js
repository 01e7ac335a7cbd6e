/* Copies what the slides need of reveal.js, with its licence, into the package, from where they are
   written beside every deck. Never committed; npm runs it after each install. */
import { copyFile, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = (place) => fileURLToPath(new URL(`../${place}`, import.meta.url));
const SOURCE = here("node_modules/reveal.js");
const TARGET = here("src/lianbing/widgets/vendor/reveal");
const FILES = ["LICENSE", "dist/reveal.js", "dist/reveal.css"];

await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET, { recursive: true });
for (const file of FILES) await copyFile(path.join(SOURCE, file), path.join(TARGET, path.basename(file)));
