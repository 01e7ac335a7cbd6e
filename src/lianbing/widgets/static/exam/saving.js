/* Saving a file that the page has made, the way a browser saves a download. */
import { make } from "../core/dom.js";

/** A file made in the page. @typedef {{name: string, type: string, bytes: Uint8Array<ArrayBuffer>}} MadeFile */

const KEEP_ADDRESS_MS = 60000;

/** @param {MadeFile} file */
export function saveFile({ name, bytes, type }) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}
