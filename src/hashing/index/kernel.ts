import { readFileSync } from 'node:fs';

/** What src/hashing/kernels/mihq.ts exports; every argument is an address or a count. */
export type MihqKernel = {
  sortChunk(
    ...args: [
      first: number,
      second: number,
      rows: number,
      chunk: number,
      directory: number,
      planes: number,
      positions: number,
      spare: number,
      counts: number,
    ]
  ): void;
  scatterChunk(
    ...args: [
      first: number,
      second: number,
      rows: number,
      chunk: number,
      directory: number,
      planes: number,
      positions: number,
    ]
  ): void;
  useShard(
    ...args: [
      first: number,
      second: number,
      directory: number,
      planes: number,
      positions: number,
      tableBytes: number,
    ]
  ): void;
  useScratch(
    ...args: [
      seen: number,
      seenBytes: number,
      probes: number,
      survivors: number,
      survivorRoom: number,
      hits: number,
      hitRoom: number,
    ]
  ): void;
  /** The eight words of the query as they lie in it, and the radius. */
  useQuery(...args: number[]): void;
  searchShard(plan: number, steps: number): void;
  scanRows(first: number, second: number, rows: number): void;
};

/** What the kernel calls when it has hits: a number of them in its room, or one of a scan. */
export type HitTakers = { takeHits(count: number): void; takeHit(row: number, distance: number): void };

let compiled: WebAssembly.Module | undefined;

/** Compiled once and posted to the threads, so that they share the optimised code. */
export function mihqModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('../kernels/mihq.wasm', import.meta.url)));
  return compiled;
}

export function openKernel(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  takers: HitTakers,
): MihqKernel {
  return new WebAssembly.Instance(module, { env: { memory, ...takers } }).exports as MihqKernel;
}

/** For a kernel that only builds. */
export const NO_TAKERS: HitTakers = {
  takeHits: () => undefined,
  takeHit: () => undefined,
};
