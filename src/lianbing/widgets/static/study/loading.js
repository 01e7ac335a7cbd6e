/* Data of the site, loaded when it is needed: practice/<name>.js hands it over by receive(). Works on file://. */
(function (lianbing) {
  "use strict";
  if (lianbing.load !== undefined) return;

  /** @type {Map<string, any>} */
  const received = new Map();
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  /** @param {string} name @returns {Promise<any>} */
  const request = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `practice/${encodeURIComponent(name)}.js`;
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
