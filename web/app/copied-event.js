// An event whose detail is a copy, made when somebody looks at it: with every frame of training the weights would else be
// copied for nobody.

/** @extends {CustomEvent<unknown>} */
export class CopiedEvent extends CustomEvent {
  /** @type {unknown} */
  #copy;

  get detail() {
    this.#copy ??= structuredClone(super.detail);
    return this.#copy;
  }
}
