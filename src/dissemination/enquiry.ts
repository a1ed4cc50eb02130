// The vocabulary of enquiries: what may be asked of a provider, by which authority, and the life of a question.

/** What is asked. `about`: the sort of identifier the question names. */
export const ENQUIRY_KINDS = {
  subscriber: { label: 'Who used this address at this time', about: 'connection' },
  'account-data': { label: 'Who holds this account', about: 'account' },
  preservation: { label: 'Keep what you hold on this account', about: 'account' },
} as const satisfies Record<string, { label: string; about: Asked['sort'] }>;
export type EnquiryKind = keyof typeof ENQUIRY_KINDS;

/** Whose identifier is asked about: it tells which package the answer leads to. */
export type Concerns = 'suspect' | 'child';

/** Lawful authority, and what it may be used to ask. Sources: the instruments named. */
export const AUTHORITIES = {
  'ipa-2016-part-3': {
    label: 'Communications data authorisation (Investigatory Powers Act 2016 part 3)',
    asks: ['subscriber', 'account-data'],
  },
  'production-order': {
    label: 'Production order (Police and Criminal Evidence Act 1984 schedule 1)',
    asks: ['subscriber', 'account-data'],
  },
  'overseas-production-order': {
    label: 'Overseas production order (Crime (Overseas Production Orders) Act 2019)',
    asks: ['account-data'],
  },
  'mutual-legal-assistance': {
    label: 'Request for mutual legal assistance',
    asks: ['subscriber', 'account-data', 'preservation'],
  },
  'preservation-request': {
    label: 'Preservation request (Budapest Convention articles 16 and 29)',
    asks: ['preservation'],
  },
  'court-order': { label: 'Another court order', asks: ['subscriber', 'account-data', 'preservation'] },
  voluntary: {
    label: 'Voluntary disclosure by the provider',
    asks: ['subscriber', 'account-data', 'preservation'],
  },
} as const satisfies Record<string, { label: string; asks: readonly EnquiryKind[] }>;
export type Authority = keyof typeof AUTHORITIES;

export const ENQUIRY_RESULTS = {
  'one-subscriber': { label: 'One subscriber' },
  several: { label: 'Several subscribers' },
  none: { label: 'Nobody' },
  expired: { label: 'The provider no longer holds it' },
} as const satisfies Record<string, { label: string }>;
export type EnquiryResult = keyof typeof ENQUIRY_RESULTS;

export const ENQUIRY_STATES = {
  drafted: { label: 'Waiting for approval' },
  approved: { label: 'Asked' },
  refused: { label: 'Not approved' },
  answered: { label: 'Answered' },
  expired: { label: 'Overdue without an answer' },
} as const satisfies Record<string, { label: string }>;
export type EnquiryState = keyof typeof ENQUIRY_STATES;
export type EnquiryAction = 'approve' | 'refuse' | 'answer' | 'expire';

/** A late answer is still an answer, and a corrected one may follow the first. */
export const ENQUIRY_LIFE: Record<EnquiryState, Partial<Record<EnquiryAction, EnquiryState>>> = {
  drafted: { approve: 'approved', refuse: 'refused', expire: 'expired' },
  approved: { answer: 'answered', expire: 'expired' },
  refused: {},
  answered: { answer: 'answered' },
  expired: { answer: 'answered' },
};

export const REFUSALS_OF_ENQUIRY = {
  'not-necessary': { label: 'Not necessary' },
  'not-proportionate': { label: 'Not proportionate' },
  'wrong-authority': { label: 'Another authority is needed' },
  'identifier-doubtful': { label: 'The identifier needs checking' },
} as const satisfies Record<string, { label: string }>;
export type RefusalOfEnquiry = keyof typeof REFUSALS_OF_ENQUIRY;

export const MISMATCHES = {
  'not-in-referral': { label: 'What was asked about is not in the referral' },
  'answer-about-another': { label: 'The answer is about something that was not asked' },
} as const satisfies Record<string, { label: string }>;
export type MismatchKind = keyof typeof MISMATCHES;

/** `counts`: whether routing may rely on the enquiry afterwards. */
export const RESOLUTIONS = {
  'disregard-enquiry': { label: 'The enquiry is disregarded', counts: false },
  'identifier-confirmed': { label: 'A second person confirmed the identifier', counts: true },
} as const satisfies Record<string, { label: string; counts: boolean }>;
export type Resolution = keyof typeof RESOLUTIONS;

/** Days a provider has unless another date is set. Source: Online Safety Act 2023 s.66 regulations, SI 2026/268 (answer within 7 days). */
export const ANSWER_WITHIN_DAYS = 7;

/** One use of an address: without port (unless IPv6) and time it points at nobody. Times in UTC. */
type AskedConnection = { sort: 'connection'; ip: string; port?: number; at: string };
type AskedAccount = { sort: 'account'; service?: string; account: string };
export type Asked = AskedConnection | AskedAccount;
