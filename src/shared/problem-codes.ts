/** What went wrong, for whom to act on, with the HTTP status it becomes. The only list of codes. */
export type ProblemEntry = { title: string; status: number };

export const PROBLEMS = {
  // store
  'store.data-folder-unusable': { title: 'The data folder cannot be used', status: 500 },
  'store.server-did-not-start': { title: 'The embedded database did not start', status: 500 },
  'store.unreachable': { title: 'The database cannot be reached', status: 503 },
  'store.migration-changed': { title: 'A migration that has run was changed afterwards', status: 500 },
  'store.schema-behind': { title: 'The database schema is older than this version needs', status: 500 },
  'store.role-missing': { title: 'The database has no role for the application', status: 500 },
  'store.role-too-powerful': {
    title: 'The application is connected in a role that could change the tables',
    status: 500,
  },
  'store.not-durable': { title: 'The database answers commits before they are on disk', status: 500 },
  'keys.unwrap-failed': { title: 'A sealed record cannot be opened with the keys at hand', status: 500 },
  'keys.record-erased': { title: 'The record was erased', status: 410 },

  // access
  'access.sign-in-needed': { title: 'Sign in first', status: 401 },
  'access.not-allowed': { title: 'Your role does not allow this', status: 403 },
  'access.unknown-client': { title: 'The credentials are not those of a registered sender', status: 401 },
  'access.unknown-person': { title: 'There is no such person', status: 404 },
  'access.role-of-the-bureau': {
    title: 'Somebody of a receiving unit has no role of the bureau',
    status: 422,
  },

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
  'intake.several-referrals': {
    title: 'The document holds several referrals; hand it in as a file',
    status: 422,
  },
  'intake.submission-not-found': { title: 'There is no such open report', status: 404 },
  'intake.submission-retracted': { title: 'The report was retracted', status: 409 },
  'intake.submission-finished': { title: 'The report is finished already', status: 409 },
  'intake.submission-file-known': { title: 'Details of this file were given already', status: 409 },
  'intake.submission-abandoned': { title: 'The report was never finished by its sender', status: 410 },
  'intake.not-quarantined': { title: 'The document is not in quarantine', status: 409 },

  // api
  'api.not-found': { title: 'There is nothing at this address', status: 404 },
  'api.bad-request': { title: 'The request cannot be understood', status: 400 },

  // referral
  'referral.not-found': { title: 'There is no such referral', status: 404 },
  'referral.action-not-possible': { title: 'That cannot be done with a referral in this state', status: 409 },
  'referral.unknown-guard': { title: 'The guard or its reason is not one of those known here', status: 422 },
  'referral.evidence-not-found': { title: 'The referral has no such sealed item', status: 404 },

  // linking
  'linking.fold-into-itself': { title: 'A referral cannot be folded into itself', status: 409 },
  'linking.fold-not-possible': {
    title: 'Only an open referral that is guarded alike takes in others',
    status: 409,
  },
  'linking.unknown-reason': { title: 'The reason is not one of those that are known here', status: 422 },
  'linking.not-proposed': { title: 'Nothing was proposed about these two referrals', status: 409 },
  'linking.unknown-conflict': { title: 'There is no such conflict alert', status: 404 },

  // assessment
  'assessment.not-assessed': { title: 'The referral has not been assessed yet', status: 409 },
  'assessment.proposal-changed': {
    title: 'The proposal has changed since it was shown; look again',
    status: 409,
  },
  'assessment.reason-needed': { title: 'Departing from a proposal needs a reason', status: 422 },
  'assessment.unknown-code': { title: 'The code is not one of those that are known here', status: 422 },
  'assessment.floor-needs-duty-officer': {
    title: 'Only a duty officer or supervisor may place imminent danger lower, after acknowledging its alarm',
    status: 403,
  },
  'assessment.alarm-open': { title: 'An alarm of this referral is not acknowledged yet', status: 409 },
  'assessment.unknown-alarm': { title: 'There is no such alarm', status: 404 },

  // command line
  'command.unknown-value': { title: 'A value is not one of those known here', status: 400 },
  'command.file-unreadable': { title: 'A file cannot be read', status: 400 },
  'command.port-unusable': {
    title: 'The port cannot be listened on; choose another with --port',
    status: 500,
  },

  // ledger
  'ledger.nothing-sealed': { title: 'No ledger entry is sealed yet', status: 409 },
  'ledger.broken': { title: 'The ledger does not verify', status: 500 },
  'ledger.checkpoint-file-unusable': { title: 'The checkpoint file cannot be used', status: 400 },

  // dissemination
  'dissemination.unknown-unit': { title: 'There is no such receiving unit on that day', status: 404 },
  'dissemination.identifier-unreadable': { title: 'The identifier cannot be read', status: 422 },
  'dissemination.identifiers-differ': {
    title: 'The identifier was not given the same way twice',
    status: 422,
  },
  'dissemination.authority-does-not-fit': {
    title: 'That authority does not allow this question',
    status: 422,
  },
  'dissemination.enquiry-not-found': { title: 'There is no such enquiry', status: 404 },
  'dissemination.enquiry-step-not-possible': {
    title: 'That cannot be done with an enquiry in this state',
    status: 409,
  },
  'dissemination.same-person': { title: 'Somebody else than the applicant has to approve', status: 403 },
  'dissemination.mismatch-open': {
    title: 'An identifier does not match and nobody has resolved it',
    status: 409,
  },
  'dissemination.mismatch-not-found': { title: 'There is no such open mismatch', status: 404 },
  'dissemination.not-synthetic': {
    title: 'Only a bureau of generated referrals may simulate answers',
    status: 409,
  },
  'dissemination.no-decision': { title: 'Nobody has decided on the priority yet', status: 409 },
  'dissemination.decision-out-of-date': {
    title: 'What is known has become worse since the decision; decide again',
    status: 409,
  },
  'dissemination.unknown-code': { title: 'That is none of the codes offered', status: 422 },
  'dissemination.unit-not-proposed': { title: 'Sending it there needs a reason', status: 422 },
  'dissemination.already-sent': { title: 'That unit has a package for this purpose already', status: 409 },
  'dissemination.package-incomplete': { title: 'The package is not complete', status: 422 },
  'dissemination.package-not-found': { title: 'There is no such package', status: 404 },
  'dissemination.package-step-not-possible': {
    title: 'That cannot be done with a package in this state',
    status: 409,
  },
  'dissemination.signature-wrong': { title: 'The signature does not fit the package', status: 409 },
  'dissemination.receipt-differs': { title: 'What was received is not what was sent', status: 409 },
  'dissemination.outcome-invalid': { title: 'The outcome is not valid', status: 422 },
  'dissemination.operation-not-found': { title: 'There is no such operation', status: 404 },
  'dissemination.postcodes-invalid': { title: 'The postcode list is not valid', status: 422 },
  'dissemination.feedback-not-found': { title: 'There is no such feedback', status: 404 },
  'dissemination.feedback-not-taken': { title: 'The sender did not take the feedback', status: 502 },

  // demo
  'demo.not-empty': { title: 'The example is only loaded into an empty database', status: 409 },
  'demo.unknown-year': { title: 'There is no published shape of that year', status: 422 },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
