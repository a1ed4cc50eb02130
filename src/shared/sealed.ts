import { inspect } from 'node:util';

/** Personal data or evidence that cannot leak by accident: it prints and serialises as `[sealed]`. */
export class Sealed<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The one way in. `purpose` is what the caller's ledger entry says; naming it here keeps the two together. */
  open(purpose: string): T {
    if (purpose === '') throw new Error('a sealed value is opened for a named purpose');
    return this.#value;
  }

  toJSON(): string {
    return '[sealed]';
  }

  toString(): string {
    return '[sealed]';
  }

  [inspect.custom](): string {
    return '[sealed]';
  }
}
