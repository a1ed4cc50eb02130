import { readFileSync, writeFileSync } from 'node:fs';
import { builtPath, compileKernel, KERNELS } from './kernels.ts';

// `npm run kernels` builds them; with `--check` it says which of the committed ones are not what their source gives.

const checking = process.argv.includes('--check');
for (const name of Object.keys(KERNELS)) {
  const built = compileKernel(name);
  if (!checking) {
    writeFileSync(builtPath(name), built);
    console.log(`${name}.wasm: ${built.length} bytes`);
  } else if (!built.equals(readFileSync(builtPath(name)))) {
    console.log(`${name}.wasm is not what ${name}.ts gives: run npm run kernels.`);
    process.exitCode = 1;
  }
}
