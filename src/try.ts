import { runCommandLine } from './cli/index.ts';
import { loadExample } from './demo/index.ts';
import { openEverydot } from './open-everydot.ts';
process.exitCode = await runCommandLine(process.argv.slice(2), {
  open: () => openEverydot({ share: true }),
  serve: async () => {},
  loadExample: (opened, { year, ...options }) => loadExample(opened, { ...options, settle: opened.settle }),
});
