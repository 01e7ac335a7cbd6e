/* Saving a file that the page has made, the way a browser saves a download. */
(function (lianbing) {
  "use strict";
  if (lianbing.saveFile !== undefined) return;
  const { make } = lianbing.dom;

  const KEEP_ADDRESS_MS = 60000;

  lianbing.saveFile = ({ name, bytes, type }) => {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = make("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
