import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './source-files.ts';

// `npm run check`: what can be told about the code without running the system.

const CHECKS = [
  { name: 'types', command: bin('tsc'), args: ['--noEmit'] },
  { name: 'lint and format', command: bin('biome'), args: ['check', '--error-on-warnings'] },
  { name: 'house rules', command: process.execPath, args: ['--test', 'checks/house-rules.test.ts'] },
  { name: 'kernels', command: process.execPath, args: ['checks/build-kernels.ts', '--check'] },
  { name: 'dead code', command: bin('knip'), args: [] },
];

let failed = 0;
for (const { name, command, args } of CHECKS) {
  const startedMs = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status === 0) continue;
  failed += 1;
  console.log(error?.message ?? `${stdout}${stderr}`);
}
console.log(failed === 0 ? 'All checks hold.' : `${failed} of ${CHECKS.length} checks fail.`);
process.exitCode = failed === 0 ? 0 : 1;

function bin(name: string): string {
  return path.join(ROOT, 'node_modules', '.bin', name);
}
