import { inSharedMemory, widened } from '../../shared/number-arrays.ts';
import type { NormalValue } from './kind.ts';
import type { Texts } from './texts.ts';

/**
 * Values of one kind, each a list of normal values: those of value v from `starts[v]` to `starts[v + 1]`. Of normal value
 * n, text `n * parts` is its first part, and so on in the order of the kind.
 */
export type PackedValues = { texts: Texts; starts: Uint32Array };

/** Writes values one after another. */
export class ValuePacker {
  readonly #parts: readonly string[];
  #bytes = new Uint8Array(2 ** 10);
  #textStarts = new Uint32Array(2 ** 6);
  #starts = new Uint32Array(2 ** 4);
  /** How many texts and values there are. */
  #texts = 0;
  #values = 0;

  constructor(parts: readonly string[]) {
    this.#parts = parts;
  }

  clear(): void {
    this.#texts = 0;
    this.#values = 0;
  }

  add(list: readonly NormalValue[]): void {
    for (const value of list) for (const part of this.#parts) this.#addText(value[part] ?? '');
    this.#values += 1;
    if (this.#values === this.#starts.length) this.#starts = widened(this.#starts);
    this.#starts[this.#values] = this.#texts / this.#parts.length;
  }

  /** As it stands: good until the next is added. */
  get packed(): PackedValues {
    return { texts: { bytes: this.#bytes, starts: this.#textStarts }, starts: this.#starts };
  }

  /** For good, in memory that threads share. */
  shared(): PackedValues {
    const bytes = this.#bytes.subarray(0, this.#textStarts[this.#texts]);
    return {
      texts: {
        bytes: inSharedMemory(bytes),
        starts: inSharedMemory(this.#textStarts.subarray(0, this.#texts + 1)),
      },
      starts: inSharedMemory(this.#starts.subarray(0, this.#values + 1)),
    };
  }

  #addText(text: string): void {
    let at = this.#textStarts[this.#texts]!;
    while (at + text.length > this.#bytes.length) this.#bytes = widened(this.#bytes);
    for (let i = 0; i < text.length; i += 1) {
      this.#bytes[at] = text.charCodeAt(i);
      at += 1;
    }
    this.#texts += 1;
    if (this.#texts === this.#textStarts.length) this.#textStarts = widened(this.#textStarts);
    this.#textStarts[this.#texts] = at;
  }
}
