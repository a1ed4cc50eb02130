// The vocabulary of referrals: the only copy. Labels, SQL checks, forms and validation all derive from it.

export type Term = { label: string };

/** The key threats of the national assessment. Source: CEOP Threat Assessment of Child Sexual Exploitation and Abuse 2012/13. */
export const THREATS = {
  images: { label: 'Proliferation of indecent images of children' },
  exploitation: { label: 'Online child sexual exploitation' },
  transnational: { label: 'Transnational child sexual abuse' },
  contact: { label: 'Contact child sexual abuse' },
  unknown: { label: 'Not yet known' },
} as const satisfies Record<string, Term>;

/** Incident types. `cyberTip`: the exact string of NCMEC's XSD (2025-06), where there is one. */
export const INCIDENT_TYPES = {
  'csam-possession-or-distribution': {
    label: 'Child sexual abuse material: possession, making or distribution',
    threat: 'images',
    cyberTip: 'Child Pornography (possession, manufacture, and distribution)',
  },
  'online-enticement': {
    label: 'Online enticement or grooming of a child',
    threat: 'exploitation',
    cyberTip: 'Online Enticement of Children for Sexual Acts',
  },
  'unsolicited-obscene-material': {
    label: 'Obscene material sent to a child',
    threat: 'exploitation',
    cyberTip: 'Unsolicited Obscene Material Sent to a Child',
  },
  'child-sex-trafficking': {
    label: 'Child sex trafficking',
    threat: 'contact',
    cyberTip: 'Child Sex Trafficking',
  },
  'child-sex-tourism': {
    label: 'Travel to abuse children abroad',
    threat: 'transnational',
    cyberTip: 'Child Sex Tourism',
  },
  'contact-abuse': {
    label: 'Contact child sexual abuse',
    threat: 'contact',
    cyberTip: 'Child Sexual Molestation',
  },
  'live-streamed-abuse': {
    label: 'Live-streamed child sexual abuse',
    threat: 'exploitation',
    cyberTip: null,
  },
  'financial-sextortion': {
    label: 'Financially motivated sexual extortion of a child',
    threat: 'exploitation',
    cyberTip: null,
  },
  'payment-for-abuse': {
    label: 'Payments that suggest child sexual abuse',
    threat: 'transnational',
    cyberTip: null,
  },
  'misleading-domain-name': {
    label: 'Misleading domain name',
    threat: 'images',
    cyberTip: 'Misleading Domain Name',
  },
  'misleading-words-or-images': {
    label: 'Misleading words or digital images',
    threat: 'images',
    cyberTip: 'Misleading Words or Digital Images on the Internet',
  },
  other: { label: 'Another concern about a child', threat: 'unknown', cyberTip: null },
} as const satisfies Record<string, Term & { threat: keyof typeof THREATS; cyberTip: string | null }>;

/** What a time means: the same timestamp is worth little without it (Stanford Internet Observatory, 2024). */
export const TIME_MEANINGS = {
  incident: { label: 'Incident' },
  upload: { label: 'Upload' },
  login: { label: 'Log-in' },
  registration: { label: 'Account creation' },
  chat: { label: 'Chat message' },
  purchase: { label: 'Purchase or payment' },
  viewed: { label: 'Seen by the reporter' },
  reported: { label: 'Reported' },
  other: { label: 'Other event' },
  unknown: { label: 'Meaning not stated' },
} as const satisfies Record<string, Term>;

/** Unknown is not no: three answers, everywhere. */
export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Facts about harm and the suspect. An absent fact is unknown. None is a protected characteristic of a suspect. */
export const FACTS = {
  immediateDanger: { label: 'A child is in immediate danger' },
  contactAbuse: { label: 'Contact abuse is happening or happened recently' },
  accessToChildren: { label: 'The suspect has access to children' },
  meetingPlanned: { label: 'A meeting with a child is planned' },
  liveStreaming: { label: 'Abuse is or will be live-streamed' },
  coercion: { label: 'A child is being coerced or blackmailed' },
  riskToChildsLife: { label: 'The child may harm themselves' },
  travelPlanned: { label: 'The suspect is about to travel' },
  distribution: { label: 'Material is being distributed' },
  production: { label: 'Material is being made' },
  newMaterial: { label: 'Material may be first-generation' },
  priorOffending: { label: 'The suspect has offended before' },
  positionOfTrust: { label: 'The suspect holds a position of trust' },
  policeSuspect: { label: 'The suspect works for the police' },
  childSuspect: { label: 'The suspect is under 18' },
  groupOffending: { label: 'More than one offender acts together' },
  abuseAchieved: { label: 'The sexual aim was achieved' },
  aimsToMeet: { label: 'The aim is to meet the child' },
  registeredOffender: { label: 'The suspect is on a sex offender register' },
  offenderAbroad: { label: 'The offender lives abroad' },
} as const satisfies Record<string, Term>;
export type FactName = keyof typeof FACTS;

export const PARTY_ROLES = {
  suspect: { label: 'Suspect' },
  victim: { label: 'Child' },
  recipient: { label: 'Intended recipient' },
  associate: { label: 'Associated account' },
  reporter: { label: 'Reporter' },
  unknown: { label: 'Role not stated' },
} as const satisfies Record<string, Term>;

export const IDENTIFIER_KINDS = {
  email: { label: 'E-mail address' },
  phone: { label: 'Phone number' },
  device: { label: 'Device' },
  'payment-account': { label: 'Payment account' },
  vehicle: { label: 'Vehicle' },
  other: { label: 'Other identifier' },
} as const satisfies Record<string, Term>;

/** Hash kinds with the length of their value in hex digits; null: not fixed or not hex. */
export const HASH_KINDS = {
  md5: { label: 'MD5', hexDigits: 32 },
  sha1: { label: 'SHA-1', hexDigits: 40 },
  sha256: { label: 'SHA-256', hexDigits: 64 },
  pdq: { label: 'PDQ', hexDigits: 64 },
  photodna: { label: 'PhotoDNA', hexDigits: null },
  other: { label: 'Another hash', hexDigits: null },
} as const satisfies Record<string, Term & { hexDigits: number | null }>;

/** File annotations. Source: NCMEC CyberTipline API, fileAnnotations (2025-06). A flag is present or unknown, never "no". */
export const FILE_ANNOTATIONS = {
  animeDrawingVirtualHentai: { label: 'Drawing, animation or virtual' },
  potentialMeme: { label: 'May be a circulating meme' },
  viral: { label: 'Circulating virally' },
  possibleSelfProduction: { label: 'May be made by the child' },
  physicalHarm: { label: 'Physical harm' },
  violenceGore: { label: 'Violence' },
  bestiality: { label: 'An animal is involved' },
  liveStreaming: { label: 'Live stream' },
  infant: { label: 'An infant is involved' },
  generativeAi: { label: 'Made with generative AI' },
} as const satisfies Record<string, Term>;

/** Grading schemes. `grades`: their values, worst first. The US letter is an age and never the UK letter. */
export const GRADE_SCHEMES = {
  'uk-abc': { label: 'UK category (from 1 April 2014)', grades: ['A', 'B', 'C'] },
  'uk-sap': { label: 'UK level (until 2014)', grades: ['5', '4', '3', '2', '1'] },
  'uk-prohibited': { label: 'UK prohibited image', grades: ['prohibited'] },
  'us-industry': { label: 'US industry classification', grades: ['A1', 'A2', 'B1', 'B2'] },
} as const satisfies Record<string, Term & { grades: readonly string[] }>;

/** Intelligence grading 3x5x2. Source: College of Policing APP, intelligence report (3x5x2). */
export const SOURCE_GRADES = {
  '1': { label: 'Reliable' },
  '2': { label: 'Untested' },
  '3': { label: 'Not reliable' },
} as const satisfies Record<string, Term>;
export const INFORMATION_GRADES = {
  A: { label: 'Known directly' },
  B: { label: 'Known indirectly but corroborated' },
  C: { label: 'Known indirectly' },
  D: { label: 'Not known' },
  E: { label: 'Suspected to be false' },
} as const satisfies Record<string, Term>;
export const HANDLING_CODES = {
  P: { label: 'Lawful sharing permitted' },
  C: { label: 'Lawful sharing permitted with conditions' },
} as const satisfies Record<string, Term>;

/** How a case may be shown to others: a covert or professional-standards case alerts only its owner. */
export const SENSITIVITIES = {
  ordinary: { label: 'Ordinary' },
  covert: { label: 'Covert' },
  'professional-standards': { label: 'Professional standards' },
} as const satisfies Record<string, Term>;

/** Why a referral is guarded, or no longer. Chosen, 2026-11. */
export const GUARD_REASONS = {
  'covert-work': { label: 'Covert work must not be disturbed' },
  'police-suspect': { label: 'The suspect works for the police' },
  'risk-to-a-source': { label: 'Somebody who told us could be harmed' },
  'no-longer-needed': { label: 'The guard is no longer needed' },
} as const satisfies Record<string, Term>;

export const EVIDENCE_KINDS = {
  text: { label: 'Free text' },
  'file-name': { label: 'File name' },
  url: { label: 'Web address' },
} as const satisfies Record<string, Term>;
