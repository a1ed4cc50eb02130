type Numbers = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A copy in memory that threads share: what is handed to another thread is not copied again. */
export function inSharedMemory<N extends Numbers>(numbers: N): N {
  const Kind = numbers.constructor as new (memory: SharedArrayBuffer) => N;
  const copy = new Kind(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

/** So many zeros in memory that threads share. */
export function sharedZeros<N extends Numbers>(
  Kind: { new (memory: SharedArrayBuffer): N; readonly BYTES_PER_ELEMENT: number },
  length: number,
): N {
  return new Kind(new SharedArrayBuffer(length * Kind.BYTES_PER_ELEMENT));
}

/** The same numbers with room for as many again. */
export function widened<N extends Numbers>(numbers: N): N {
  const Kind = numbers.constructor as new (length: number) => N;
  const wider = new Kind(numbers.length * 2);
  wider.set(numbers);
  return wider;
}
