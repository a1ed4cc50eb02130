// The vocabulary of problems.

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
  'access.not-granted': { title: 'The sender was not granted this', status: 403 },
  'access.agreement-needed': {
    title: 'This is granted only with the reference and the date of an agreement',
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
  'linking.unknown-record': { title: 'There is no such pair of records', status: 404 },
  'linking.unknown-group': { title: 'There is no such group', status: 404 },
  'linking.unknown-hub': { title: 'The referral has no such shared value', status: 404 },
  'linking.layers-differ': { title: 'Only people of one kind are compared', status: 409 },
  'linking.purpose-needed': { title: 'Opening personal values needs a purpose that fits', status: 422 },
  'linking.unknown-model': { title: 'There is no such model', status: 404 },
  'linking.model-in-force': { title: 'The model is in force already', status: 409 },
  'linking.too-few-records': { title: 'There are too few records to learn from', status: 409 },
  'linking.rescore-first': { title: 'Pairs of an earlier model stand: score them again first', status: 409 },
  'linking.unknown-verdict': { title: 'The verdict is not one of those that are known here', status: 422 },
  'linking.needs-a-look': {
    title: 'Only an undecided link of the top band is confirmed without a look',
    status: 409,
  },
  'linking.unknown-note': { title: 'There is no such note on this pair', status: 404 },
  'linking.note-too-long': { title: 'A note beside a decision has 2,000 characters at most', status: 422 },
  'linking.nothing-to-undo': { title: 'You have no decision on this pair to take back', status: 409 },
  'linking.not-in-group': { title: 'The record is not in that group with any other', status: 409 },
  'linking.bad-sample-size': { title: 'A sample takes 1 to 100 pairs from each band', status: 422 },
  'linking.not-sampled': { title: 'The pair was not drawn, or is judged already', status: 409 },
  'linking.invalid-spec': { title: 'The link specification is not valid', status: 422 },
  'linking.invalid-model': { title: 'The link model is not valid', status: 422 },
  'linking.table-empty': { title: 'A table has no rows', status: 422 },
  'linking.table-unreadable': { title: 'A table cannot be read', status: 422 },
  'linking.table-encoding': { title: 'A table is not in the encoding that was expected', status: 422 },
  'linking.column-missing': { title: 'A column that is asked for is not in the table', status: 422 },
  'linking.row-ids': { title: 'The rows of a table are not identified', status: 422 },
  'linking.nothing-to-link': { title: 'There is nothing that could be linked', status: 422 },
  'linking.judgements-unreadable': { title: 'The judgements cannot be read', status: 422 },
  'linking.truth-unreadable': { title: 'The truth that was given cannot be read', status: 422 },

  'circulation.unknown-group': { title: 'There is no such content group', status: 404 },
  'circulation.unknown-audit': { title: 'There is no such audit', status: 404 },
  'circulation.audit-running': { title: 'An audit of this content is running', status: 409 },
  'circulation.nothing-open': { title: 'No open referral stands in the line of this content', status: 409 },
  'circulation.audit-over': { title: 'The audit has ended', status: 409 },
  'circulation.not-sampled': {
    title: 'The referral is not in the sample, or was judged already',
    status: 409,
  },
  'circulation.not-opened': {
    title: 'Open the referral first: a finding is of somebody who has read it',
    status: 409,
  },
  'circulation.unknown-finding': {
    title: 'The finding is not one of those that are known here',
    status: 422,
  },
  'circulation.sample-large-enough': { title: 'The sample need not be larger', status: 409 },
  'circulation.not-passed': { title: 'The audit has not passed: nothing can be closed by it', status: 409 },
  'circulation.not-closed': { title: 'Nothing was closed by this audit', status: 409 },
  'circulation.reason-needed': { title: 'Reopening needs a reason', status: 422 },

  // matching: looking hashes up
  'matching.index-unavailable': { title: 'The hash index cannot be reached; ask again shortly', status: 503 },
  'matching.too-many-hashes': { title: 'More hashes than one request may hold', status: 413 },
  'matching.too-many-lookups': { title: 'More lookups than allowed in a minute; wait a moment', status: 429 },
  'matching.lookups-suspended': {
    title: 'Lookups are suspended until the bureau has looked at them',
    status: 403,
  },
  'matching.no-fetching': { title: 'Nothing is fetched from an address here; send the hash', status: 403 },
  'matching.content-refused': {
    title: 'Content is not taken here; send its hash. Hashing in memory needs an agreement',
    status: 403,
  },
  'matching.unknown-signal-type': { title: 'There is no such signal type', status: 400 },
  'matching.invalid-signal': { title: 'The signal is not valid', status: 400 },
  'matching.not-held-back': { title: 'The value is not held back', status: 404 },
  'matching.one-file-needed': { title: 'Send one file, as multipart/form-data', status: 400 },
  'matching.unknown-content-type': { title: 'There is no such content type', status: 400 },
  'matching.not-a-hit': { title: 'No list names that hash', status: 404 },

  // hash lists
  'lists.unknown-list': { title: 'There is no such hash list', status: 404 },
  'lists.code-taken': { title: 'A hash list of that code exists already', status: 409 },
  'lists.invalid': { title: 'The hash list cannot be described like that', status: 422 },
  'lists.unknown-format': { title: 'The file is in no format of hash lists that is known here', status: 415 },
  'lists.unreadable': { title: 'The file is too broken to be read as a hash list', status: 422 },
  'lists.document-type': { title: 'A hash list with a document type is not taken', status: 422 },
  'lists.archive-unreadable': { title: 'The compressed file cannot be unpacked', status: 422 },
  'lists.archive-too-large': { title: 'The compressed file expands beyond all measure', status: 413 },
  'lists.archive-of-several': { title: 'The archive holds several files; give them one by one', status: 422 },
  'lists.too-many-entries': { title: 'The file holds more entries than one import takes', status: 413 },
  'lists.own-list': { title: "Nothing is imported into the bureau's own list", status: 409 },
  'lists.not-own': { title: 'Only a list of our own can be added to, published or granted', status: 409 },
  'lists.unknown-import': { title: 'There is no such import', status: 404 },
  'lists.unknown-entry': { title: 'There is no such entry', status: 404 },
  'lists.unknown-code': { title: 'The code is not one of those that are known here', status: 422 },
  'lists.too-many-disputes': { title: 'Too many undecided objections from one sender', status: 429 },
  'lists.objection-rejected': {
    title: 'A supervisor has rejected this objection; tell the list’s desk what is new',
    status: 409,
  },
  'lists.unknown-dispute': { title: 'There is no such open dispute', status: 404 },
  'lists.no-usable-hash': { title: 'The file has no hash that can be compared', status: 422 },
  'lists.listed-already': { title: 'The file is on the list, or proposed for it, already', status: 409 },
  'lists.unknown-grading': { title: 'There is no such open grading', status: 404 },
  'lists.same-person': { title: 'Somebody else than who graded it has to confirm', status: 403 },
  'lists.nothing-to-publish': { title: 'Nothing has changed since the last release', status: 409 },
  'lists.unknown-release': { title: 'There is no such release', status: 404 },
  'lists.not-granted': { title: 'This list is not granted to you', status: 403 },

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
  'assessment.unknown-sample': { title: 'There is no such sample', status: 404 },
  'assessment.nothing-to-draw': { title: 'No referral of this period can be drawn', status: 409 },
  'assessment.not-drawn': { title: 'The referral is not in this sample', status: 404 },
  'assessment.own-decision': { title: 'Somebody else has to judge what you decided', status: 409 },
  'assessment.already-graded': { title: 'You have graded this referral in this sample already', status: 409 },
  'assessment.unknown-alarm': { title: 'There is no such alarm', status: 404 },
  'assessment.invalid-instrument': { title: 'The document is no valid instrument', status: 422 },
  'assessment.instrument-too-complex': {
    title: 'The instrument has more paths than can be followed exactly',
    status: 422,
  },
  'assessment.instrument-refused': { title: 'The instrument does not pass its checks', status: 422 },
  'assessment.instrument-known': {
    title: 'This version was loaded before with other contents; an edit is a new version',
    status: 409,
  },
  'assessment.unknown-instrument': { title: 'There is no such instrument in use', status: 404 },
  'assessment.instrument-withdrawn': { title: 'The instrument was withdrawn', status: 409 },
  'assessment.demo-only': {
    title: 'The instrument was learned from invented cases and is refused outside an example bureau',
    status: 403,
  },
  'assessment.unknown-answer': { title: 'The answers are not ones of this instrument', status: 422 },
  'assessment.unknown-assessment': { title: 'There is no such guided assessment', status: 404 },
  'assessment.assessment-finished': { title: 'The guided assessment is finished already', status: 409 },
  'assessment.answers-changed': {
    title: 'The answers have changed since they were shown; look again',
    status: 409,
  },
  'assessment.evidence-needed': { title: 'This answer has to say what it rests on', status: 422 },
  'assessment.not-yours': { title: 'Somebody else is making this assessment', status: 403 },
  'assessment.second-person-needed': {
    title: 'A second grading is made by somebody else than the first',
    status: 409,
  },

  // prevention: the screen
  'prevention.invalid-event': { title: 'The event is not one that the screen takes', status: 422 },
  'prevention.event-too-late': { title: 'The event came later than the tolerance allows', status: 409 },
  'prevention.invalid-rules': { title: 'The rule set cannot be used', status: 422 },
  'prevention.protected-characteristic': {
    title: 'A protected characteristic of a person can be no input of a rule',
    status: 422,
  },
  'prevention.single-indicator-would-act': {
    title: 'A single indicator would act on its own; at least two independent ones are needed',
    status: 422,
  },
  'prevention.saved-state-differs': {
    title: 'The saved state does not fit this version or these rules',
    status: 409,
  },

  // command line
  'picture.unreadable-table': { title: 'A table of counts cannot be read', status: 422 },
  'picture.analysis-failed': { title: 'The analysis of the picture failed', status: 503 },
  'picture.key-needed': { title: 'A secret key of at least 16 bytes is needed, in a file', status: 422 },
  'picture.too-few-returns': {
    title: 'Too few forces returned anything to estimate the others',
    status: 422,
  },
  'evaluation.unreadable-table': { title: 'A table of scores cannot be read', status: 422 },
  'evaluation.nothing-to-validate': {
    title: 'A score is validated on cases with known outcomes of both kinds, and there are none',
    status: 422,
  },
  'evaluation.nothing-to-learn': {
    title: 'A scorecard needs at least two cases of each outcome for every fold',
    status: 422,
  },
  'evaluation.unknown-version': { title: 'There is no such version of an instrument', status: 404 },
  'evaluation.purpose-needed': { title: 'Rows are handed out for a stated purpose only', status: 422 },
  'evaluation.no-browser': { title: 'There is no browser here to print the report with', status: 503 },
  'evaluation.learning-stopped': { title: 'Learning was stopped before it was done', status: 409 },
  'command.unknown-value': { title: 'A value is not one of those known here', status: 400 },
  'command.file-unreadable': { title: 'A file cannot be read', status: 400 },
  'command.file-unwritable': { title: 'A file cannot be written', status: 400 },
  'command.port-unusable': {
    title: 'The port cannot be listened on; choose another with --port',
    status: 500,
  },

  // hashing
  'hashing.picture-unreadable': { title: 'The picture cannot be read', status: 422 },
  'hashing.picture-too-large': { title: 'The picture has more pixels than are read', status: 413 },
  'hashing.frame-list-invalid': { title: 'The list of frames is not valid', status: 422 },
  'hashing.decoder-missing': { title: 'Pictures cannot be decoded on this machine', status: 500 },

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
  'dissemination.unknown-host': { title: 'There is no such host', status: 404 },
  'dissemination.host-invalid': { title: 'The host is not described validly', status: 422 },
  'dissemination.host-changed-today': {
    title: 'The host was changed for that day already; choose a later day',
    status: 409,
  },
  'dissemination.no-host': { title: 'No registered host fits the address; name one', status: 422 },
  'dissemination.no-address-chosen': { title: 'No address was chosen', status: 422 },
  'dissemination.removal-not-found': { title: 'There is no such removal notice', status: 404 },
  'dissemination.removal-step-not-possible': {
    title: 'That cannot be done with a removal notice in this state',
    status: 409,
  },
  'dissemination.removal-gates-shut': { title: 'The removal notice may not go out yet', status: 409 },
  'dissemination.removal-gate-holds': { title: 'That gate holds: nothing is to be overridden', status: 409 },
  'dissemination.removal-not-taken': { title: 'The host did not take the removal notice', status: 502 },
  'dissemination.removal-answer-unknown': {
    title: 'The reference and the key do not belong together',
    status: 403,
  },
  'dissemination.removal-answer-limit': { title: 'Too many wrong tries; wait an hour', status: 429 },

  // hashing: the index
  'hashing.invalid-search': { title: 'The search is not valid', status: 400 },
  'hashing.index-closed': { title: 'The index was closed', status: 503 },
  'hashing.snapshot-unusable': { title: 'The snapshot cannot be used', status: 500 },
  'hashing.memory-exhausted': { title: 'The index needs more memory than there is', status: 500 },

  // prevention: the platform's side
  'prevention.journal-damaged': { title: 'A journal of the screening kit is damaged', status: 500 },
  'prevention.folder-in-use': { title: 'Another process works with this data folder', status: 500 },
  'prevention.list-signature-wrong': {
    title: 'The list is not signed with the key of the bureau',
    status: 422,
  },
  'prevention.list-invalid': { title: 'The list cannot be read', status: 422 },
  'prevention.bureau-refused': { title: 'The bureau refused the request', status: 502 },
  'prevention.hold-not-found': { title: 'There is no such item on hold', status: 404 },
  'prevention.hold-decided': { title: 'A person has decided about this item already', status: 409 },
  'prevention.unknown-choice': {
    title: 'The choice or its reason is not one of those known here',
    status: 422,
  },
  'prevention.report-not-found': { title: 'There is no report about this incident', status: 404 },
  'prevention.content-in-report': { title: 'A report never carries content', status: 422 },
  'prevention.kit-unreachable': { title: 'The kit does not answer there', status: 503 },
  'prevention.overloaded': {
    title: 'More events than can be screened; send them again shortly',
    status: 503,
  },

  // demo
  'demo.not-empty': { title: 'The example is only loaded into an empty database', status: 409 },
  'demo.unknown-year': { title: 'There is no published shape of that year', status: 422 },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
