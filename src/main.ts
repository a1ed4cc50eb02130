import { runCommandLine } from './cli/index.ts';
import { exampleArrivals, loadExample, loadYear } from './demo/index.ts';
import { openEverydot } from './open-everydot.ts';
import { serve } from './serve.ts';

// Wires the edges, which do not know each other.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  open: () => openEverydot({ share: true }),
  serve,
  exampleArrivals,
  loadExample: (opened, { year, ...options }) =>
    year === undefined
      ? loadExample(opened, { ...options, settle: opened.settle })
      : loadYear(opened, year, { ...options, settle: opened.settle }),
});
