// A synthetic world that writes real source documents, to try the system with before there is anything real.
// Promised: the same seed gives the same bytes; nobody and nothing in it exists; it never mixes with real referrals.
export { type ArrivalsRequest, exampleArrivals } from './example-arrivals.ts';
export { type Example, type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
export { type LoadOptions, loadExample, type Opened } from './load-example.ts';
export { loadYear } from './load-year.ts';
export { monthPeriod, type Period } from './period.ts';
export { truthKey } from './returns/force-truth.ts';
export { type ExampleReturn, writeReturns } from './returns/write-returns.ts';
export { DEMO_SOURCES } from './senders.ts';
export type { Truth } from './truth.ts';
export type { Truth2012 } from './year-2012.ts';
