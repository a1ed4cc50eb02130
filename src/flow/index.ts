// Composes the stages: what happens to a referral from receipt to closure, one file per use case.
// Promised: each use case is one transaction with its ledger entry inside, checked for permission first.
export { type ConservationReport, proveConservation } from './prove-conservation.ts';
