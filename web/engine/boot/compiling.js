// Compiling Pyodide's core as it comes: Pyodide would begin only once its own code, a megabyte, has been read.

import { joined } from "./core-parts.js";

/** @typedef {import("./core-parts.js").Rest} Rest */

/**
 * From now on `WebAssembly.instantiateStreaming` knows what is being compiled already, and a core in two parts becomes
 * one.
 * @param {Rest | null} rest of a core in two parts
 * @returns {{ begin: (response: Response) => void, release: () => void }} `release` puts the browser's own back
 */
export function compileEarly(rest) {
  const { instantiateStreaming, instantiate } = WebAssembly;
  const whole = (/** @type {WebAssembly.Instance} */ instance) => (rest ? joined(instance, rest) : instance);
  /** @type {Map<Response, Promise<WebAssembly.Module>>} */
  const modules = new Map();
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const begun = modules.get(await source);
    const module = await (begun ?? WebAssembly.compileStreaming(source));
    return { module, instance: whole(await instantiate.call(WebAssembly, module, imports)) };
  };
  // Where a host does not name it as WebAssembly, Pyodide comes with the bytes.
  WebAssembly.instantiate = /** @type {typeof WebAssembly.instantiate} */ (
    async (
      /** @type {BufferSource | WebAssembly.Module} */ source,
      /** @type {WebAssembly.Imports} */ imports,
    ) => {
      if (source instanceof WebAssembly.Module) return instantiate.call(WebAssembly, source, imports);
      const module = await WebAssembly.compile(source);
      return { module, instance: whole(await instantiate.call(WebAssembly, module, imports)) };
    }
  );
  return {
    begin(response) {
      const module = WebAssembly.compileStreaming(response);
      module.catch(() => {}); // told to whoever wants to run it
      modules.set(response, module);
    },
    release() {
      Object.assign(WebAssembly, { instantiateStreaming, instantiate });
    },
  };
}
