// Is this the same account, device, address or child? Equal identifiers are found as keyed hashes, never in plain.
// Promised: a link is a proposal; what many share links nobody; links do not depend on the order of arrival.

export {
  LAYERS,
  type Layer,
  LINK_KINDS,
  type LinkKindName,
  STRENGTHS,
  type Strength,
} from './identifier-kinds.ts';
export { eraseLinks, linkAsPartOf, withdrawLinks } from './identifier-records.ts';
export { type LinkSummary, linkIdentifiers, linkSummaries } from './link-identifiers.ts';
export { type Hub, hubsOf } from './shared-key-records.ts';
