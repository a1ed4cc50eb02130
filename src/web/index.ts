// The desk's pages: queue, referral, decision, packages, picture. They parse, call flow and answer.
// Promised: nothing is shown that the person's role does not allow; every act carries a token; no page fetches anything.
export type { Desk } from './frame/pages.ts';
export { web } from './web.ts';
