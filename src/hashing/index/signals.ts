// Two numbers in shared memory by which the one writer and the searching threads know of each other.

export type Signals = Int32Array;

const EPOCH = 0;
const FREEZES = 1;

export function newSignals(): Signals {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** Odd while the writer changes something, and higher afterwards. */
export function epochOf(signals: Signals): number {
  return Atomics.load(signals, EPOCH);
}

/** Changes rows, so that a search in between knows that it may have met an id twice. */
export function whileWriting(signals: Signals, work: () => void): void {
  Atomics.add(signals, EPOCH, 1);
  try {
    work();
  } finally {
    Atomics.add(signals, EPOCH, 1);
  }
}

/** How often puts have turned to a new delta: a search that ends after a turn it had not heard of starts again. */
export function freezesOf(signals: Signals): number {
  return Atomics.load(signals, FREEZES);
}

export function countFreeze(signals: Signals): void {
  Atomics.add(signals, FREEZES, 1);
}
