// Bytes of many rows travel as one binary parameter: an array of bytea would go as hexadecimal text, which costs
// client and server four times as much (measured 2026-11: 50 rows of 2 KB in 1.0 ms instead of 4).

/** Cut it in SQL: `substring(${packed.bytes}::bytea from start for length)`. A null value has length null. */
export type PackedBytes = { bytes: Buffer; starts: number[]; lengths: (number | null)[] };

export function packBytes(values: readonly (Buffer | null)[]): PackedBytes {
  let next = 1;
  const starts = values.map((value) => {
    const start = next;
    next += value?.length ?? 0;
    return start;
  });
  const lengths = values.map((value) => value?.length ?? null);
  return { bytes: Buffer.concat(values.filter((value) => value !== null)), starts, lengths };
}
