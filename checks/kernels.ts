import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './source-files.ts';

// The kernels: AssemblyScript sources in src/hashing/kernels, each committed beside the WebAssembly built from it, so
// that nothing is compiled when Everydot is installed or started.

const FOLDER = 'src/hashing/kernels';

const COMMON = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'];

/** Memory that worker threads share is made outside and given to each instance; 65,536 pages are 4 GB. */
const SHARED_MEMORY = ['--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536'];

/** Each kernel and what the compiler is told beyond the common options. */
export const KERNELS: Record<string, readonly string[]> = {
  pdq: [],
  mihq: SHARED_MEMORY,
};

/** Compiles a kernel; answers with the bytes. Throws with the compiler's words if it does not compile. */
export function compileKernel(name: string): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'kernel-'));
  const out = path.join(folder, `${name}.wasm`);
  try {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'node_modules/assemblyscript/bin/asc.js'),
        `${FOLDER}/${name}.ts`,
        '-o',
        out,
        ...COMMON,
        ...KERNELS[name]!,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`${FOLDER}/${name}.ts does not compile:\n${stdout}${stderr}`);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function builtPath(name: string): string {
  return path.join(ROOT, FOLDER, `${name}.wasm`);
}
