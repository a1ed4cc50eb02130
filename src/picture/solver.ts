import highsModule, { type Highs } from 'highs';

// The package declares its module as CommonJS, and is loaded as what it is: the default export is the loader itself.
const load = highsModule as unknown as typeof highsModule.default;

/** The solver of linear and whole-number programmes, in this process. */
export async function loadSolver(): Promise<Highs> {
  return load();
}
