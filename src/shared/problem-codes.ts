/** What went wrong, for whom to act on, with the HTTP status it becomes. The only list of codes. */
export type ProblemEntry = { title: string; status: number };

export const PROBLEMS = {
  // store
  'store.data-folder-unusable': { title: 'The data folder cannot be used', status: 500 },
  'store.server-did-not-start': { title: 'The embedded database did not start', status: 500 },
  'store.unreachable': { title: 'The database cannot be reached', status: 503 },
  'store.migration-changed': { title: 'A migration that has run was changed afterwards', status: 500 },
  'store.schema-behind': { title: 'The database schema is older than this version needs', status: 500 },
  'store.role-too-powerful': { title: 'The application is connected in a role that could change the tables', status: 500 },
  'store.not-durable': { title: 'The database answers commits before they are on disk', status: 500 },
  'keys.unwrap-failed': { title: 'A sealed record cannot be opened with the keys at hand', status: 500 },
  'keys.record-erased': { title: 'The record was erased', status: 410 },

  // access
  'access.sign-in-needed': { title: 'Sign in first', status: 401 },
  'access.not-allowed': { title: 'Your role does not allow this', status: 403 },
  'access.unknown-client': { title: 'The credentials are not those of a registered sender', status: 401 },
  'access.unknown-person': { title: 'There is no such person', status: 404 },

  // intake
  'intake.empty': { title: 'The document is empty', status: 400 },
  'intake.too-large': { title: 'The document is larger than allowed', status: 413 },
  'intake.unknown-format': { title: 'The document is in no format that is known here', status: 415 },
  'intake.invalid': { title: 'The document is not valid', status: 422 },
  'intake.idempotency-conflict': {
    title: 'The idempotency key was used for a different document',
    status: 409,
  },
  'intake.overloaded': { title: 'Too many documents at once; send it again shortly', status: 503 },
  'intake.too-many-requests': { title: 'Too many requests from one sender; wait a moment', status: 429 },
  'intake.not-quarantined': { title: 'The document is not in quarantine', status: 409 },

  // referral
  'referral.not-found': { title: 'There is no such referral', status: 404 },
  'referral.action-not-possible': { title: 'That cannot be done with a referral in this state', status: 409 },
  'referral.evidence-not-found': { title: 'The referral has no such sealed item', status: 404 },

  // ledger
  'ledger.nothing-sealed': { title: 'No ledger entry is sealed yet', status: 409 },
  'ledger.broken': { title: 'The ledger does not verify', status: 500 },
  'ledger.checkpoint-file-unusable': { title: 'The checkpoint file cannot be used', status: 400 },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
