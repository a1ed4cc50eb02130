import { runCommandLine } from './cli/index.ts';

// Wires the edges, which do not know each other. Each is loaded by the command that needs it.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  open: async () => (await import('./open-everydot.ts')).openEverydot({ share: true }),
  serve: async (options) => (await import('./serve.ts')).serve(options),
  exampleArrivals: async (options) => (await import('./demo/index.ts')).exampleArrivals(options),
  loadExample: async (opened, { year, ...options }) => {
    const { loadExample, loadYear } = await import('./demo/index.ts');
    const settling = { ...options, settle: opened.settle };
    return year === undefined ? loadExample(opened, settling) : loadYear(opened, year, settling);
  },
});
