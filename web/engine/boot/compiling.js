// Compiling Pyodide's core as it comes: Pyodide would begin only once its own code, a megabyte, has been read.

/**
 * From now on `WebAssembly.instantiateStreaming` knows what is being compiled already. None of it runs before it is known
 * to be what was built.
 * @param {() => Promise<unknown>} sound rejects where it is not
 * @returns {{ begin: (response: Response) => void, release: () => void }} `release` puts the browser's own back
 */
export function compileEarly(sound) {
  const { instantiateStreaming } = WebAssembly;
  /** @type {Map<Response, Promise<WebAssembly.Module>>} */
  const modules = new Map();
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const begun = modules.get(await source);
    const module = await (begun ?? WebAssembly.compileStreaming(source));
    await sound();
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  return {
    begin(response) {
      const module = WebAssembly.compileStreaming(response);
      module.catch(() => {}); // told to whoever wants to run it
      modules.set(response, module);
    },
    release() {
      WebAssembly.instantiateStreaming = instantiateStreaming;
    },
  };
}
