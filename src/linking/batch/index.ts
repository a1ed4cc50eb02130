// Whole tables, linked without a database: `everydot link` loads this and nothing else of linking.
// Promised: the same tables linked by the same specification give the same result; nothing of them stays behind.

export type { LinkSpec } from '../model/link-spec.ts';
export { forgetFolder } from './forget-folder.ts';
export { readGiven } from './given-documents.ts';
export { type LinkAnswer, type LinkRequest, linkFiles, suggestForFiles } from './link-files.ts';
export type { LinkReport } from './link-report.ts';
export type { Suggestion } from './suggest-spec.ts';
