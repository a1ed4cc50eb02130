// Who did what to which record, when, why and for whom (DPA 2018 s.62), chained and signed.
// Promised: an entry commits with its act; no entry can be changed, removed or slipped in unseen.
export { type Entry, type NewEntry, record } from './entry.ts';
export { PURPOSES, type Purpose, VERBS, type Verb } from './verbs.ts';
