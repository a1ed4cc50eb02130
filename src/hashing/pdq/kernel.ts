import { readFileSync } from 'node:fs';
import { HASH_BYTES } from '../hash-index.ts';
import { dctMatrix, FREQUENCIES } from './dct-matrix.ts';

/** What src/hashing/kernels/pdq.ts exports. */
type PdqKernel = {
  memory: WebAssembly.Memory;
  bytesAt(): number;
  coloursAt(): number;
  matrixAt(): number;
  blockAt(): number;
  hashAt(): number;
  turnMatrix(): void;
  hashBytes(width: number, height: number): number;
  hashColours(width: number, height: number): number;
};

/** The kernel with views of the places it reads and writes: fill `bytes` or `colours`, hash, and copy what is needed. */
export type OpenedKernel = Pick<PdqKernel, 'hashBytes' | 'hashColours'> & {
  bytes: Uint8Array;
  colours: Uint8Array;
  hash: Uint8Array;
  block: Float32Array;
};

/** The largest side that the kernel takes. */
export const KERNEL_SIDE = 512;

let opened: OpenedKernel | undefined;

/** One instance for each thread, made when it is first needed. */
export function pdqKernel(): OpenedKernel {
  opened ??= openKernel();
  return opened;
}

function openKernel(): OpenedKernel {
  const module = new WebAssembly.Module(readFileSync(new URL('../kernels/pdq.wasm', import.meta.url)));
  const kernel = new WebAssembly.Instance(module, {}).exports as PdqKernel;
  const { buffer } = kernel.memory;
  new Float32Array(buffer, kernel.matrixAt()).set(dctMatrix());
  kernel.turnMatrix();
  return {
    hashBytes: kernel.hashBytes,
    hashColours: kernel.hashColours,
    bytes: new Uint8Array(buffer, kernel.bytesAt(), KERNEL_SIDE * KERNEL_SIDE),
    colours: new Uint8Array(buffer, kernel.coloursAt(), 3 * KERNEL_SIDE * KERNEL_SIDE),
    hash: new Uint8Array(buffer, kernel.hashAt(), HASH_BYTES),
    block: new Float32Array(buffer, kernel.blockAt(), FREQUENCIES * FREQUENCIES),
  };
}
