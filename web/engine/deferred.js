// A promise that is settled elsewhere: by an answer that is still on its way, or by a Python that comes or does not.

/** A promise and what settles it; `Promise.withResolvers` is too new for some browsers that we run in. */
export function deferred() {
  /** @type {(result: any) => void} */
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const done = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { done, resolve, reject };
}

/** One whose failure need not be awaited. */
export function awaited() {
  const promise = deferred();
  promise.done.catch(() => {});
  return promise;
}
