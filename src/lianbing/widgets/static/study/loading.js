/* Data of the site, loaded when it is needed: practice/<name>.js hands it over by receive(). Works on file://. */
(function (lianbing) {
  "use strict";
  if (lianbing.load !== undefined) return;

  /** @type {Map<string, any>} */
  const received = new Map();
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  /** What the data of this page's edition hold, by name (press/packing/site.py): that of another edition must not be mixed
      in from a store of the browser. A page that wasn't packed says nothing. @type {Record<string, string>} */
  const versions = JSON.parse(document.querySelector('meta[name="lb-practice"]')?.getAttribute("content") ?? "{}");

  /** @param {string} name */
  function addressOf(name) {
    const version = Object.hasOwn(versions, name) ? `?v=${versions[name]}` : "";
    return `practice/${encodeURIComponent(name)}.js${version}`;
  }

  /** @param {string} name @returns {Promise<any>} */
  const request = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = addressOf(name);
    const settle = () => {
      script.remove();
      // A page that a server sends in place of the file loads as well, and hands nothing over.
      if (received.has(name)) resolve(received.get(name));
      else reject(new lianbing.Unloaded(name));
    };
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script);
  });

  /** What was asked for did not come; asking again may help. */
  lianbing.Unloaded = class extends Error {};
  lianbing.receive = (name, data) => void received.set(name, data);
  lianbing.load = (name) => {
    const known = asked.get(name);
    if (known) return known;
    const coming = request(name);
    asked.set(name, coming);
    coming.catch(() => asked.delete(name));
    return coming;
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
