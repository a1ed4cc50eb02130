import type { ReturnFigure } from './scheme/scheme.ts';

/** An answer of an accepted return, as it stands today. `force`: its key in the registry of forces. */
export type ForceAnswer = ReturnFigure & { force: string; returnId: string };
