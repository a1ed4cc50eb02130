type Numbers = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A copy in memory that threads share: what is handed to another thread is not copied again. */
export function inSharedMemory<N extends Numbers>(numbers: N): N {
  const Kind = numbers.constructor as new (memory: SharedArrayBuffer) => N;
  const copy = new Kind(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

/** The same numbers with room for as many again. */
export function widened<N extends Numbers>(numbers: N): N {
  const Kind = numbers.constructor as new (length: number) => N;
  const wider = new Kind(numbers.length * 2);
  wider.set(numbers);
  return wider;
}
