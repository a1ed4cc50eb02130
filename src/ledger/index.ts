// Who did what to which record, when, why and for whom (DPA 2018 s.62), chained and signed.
// Promised: an entry commits with its act; no entry can be changed, removed or slipped in unseen.
export type { Checkpoint } from './checkpoint.ts';
export { type Entry, insertEntries, type NewEntry, record } from './entry.ts';
export { exportLedger, fileReader, readAnchor, writeAnchor } from './ledger-files.ts';
export { BEFORE_ALL, entriesAbout, finishedEntriesAfter } from './ledger-records.ts';
export { type LedgerState, ledgerState } from './ledger-state.ts';
export { recordedIds, recordedStandings, type Standing } from './recorded-states.ts';
export { sealEverything } from './seal-entries.ts';
export { PURPOSES, type Purpose, type Verb } from './verbs.ts';
export { databaseReader, type LedgerReport, verifyLedger } from './verify-ledger.ts';
