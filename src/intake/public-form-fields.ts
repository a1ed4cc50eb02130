import { type Answer, type FACTS, INCIDENT_TYPES, type ReferralContent } from '../referral/index.ts';

// The vocabulary of the public form: how its fields and answers may be called. Upper and lower case, blanks, dashes
// and underscores make no difference: `what-happened`, `whatHappened` and `what_happened` are one field.

type Field = { says: string; names: readonly string[] };

export const FORM_FIELDS = {
  concern: { says: 'what kind of concern', names: ['concern', 'incidentType', 'type'] },
  whatHappened: {
    says: 'what happened, in their own words',
    names: ['whatHappened', 'details', 'description', 'message'],
  },
  whenHappened: { says: 'when', names: ['whenHappened', 'when', 'date'] },
  whereOnline: {
    says: 'which site, app or game',
    names: ['whereOnline', 'where', 'service', 'platform', 'app'],
  },
  webAddress: {
    says: 'web addresses',
    names: ['webAddress', 'webAddresses', 'url', 'urls', 'link', 'links'],
  },
  suspectName: { says: 'name of who did it', names: ['suspectName', 'whoName', 'who'] },
  suspectUsername: { says: 'their user name', names: ['suspectUsername', 'whoUsername', 'username'] },
  suspectService: { says: 'where they have it', names: ['suspectService', 'whoService'] },
  suspectProfile: { says: 'address of their profile', names: ['suspectProfile', 'whoProfile', 'profile'] },
  suspectEmail: { says: 'their e-mail address', names: ['suspectEmail', 'whoEmail'] },
  suspectPhone: { says: 'their phone number', names: ['suspectPhone', 'whoPhone'] },
  aboutSuspect: { says: 'anything else about them', names: ['aboutSuspect', 'whoAbout'] },
  childAge: { says: "the child's age", names: ['childAge', 'age', 'yourAge'] },
  childSex: { says: 'girl or boy', names: ['childSex', 'childGender'] },
  childName: { says: "the child's name", names: ['childName'] },
  childUsername: { says: "the child's user name", names: ['childUsername'] },
  town: { says: 'town where the child is', names: ['town', 'city', 'childTown'] },
  postcode: { says: 'postcode where the child is', names: ['postcode', 'childPostcode'] },
  inDangerNow: { says: 'is a child in danger now', names: ['inDangerNow', 'danger', 'immediateDanger'] },
  meetingPlanned: { says: 'is a meeting planned', names: ['meetingPlanned', 'meeting'] },
  blackmailed: {
    says: 'is the child threatened or blackmailed',
    names: ['blackmailed', 'blackmail', 'threatened'],
  },
  knowsChild: {
    says: 'does the suspect have contact with children',
    names: ['accessToChildren', 'knowsChild'],
  },
  reporterName: { says: 'name of the reporter', names: ['reporterName', 'yourName', 'name'] },
  reporterEmail: { says: "reporter's e-mail address", names: ['reporterEmail', 'yourEmail', 'email'] },
  reporterPhone: { says: "reporter's phone number", names: ['reporterPhone', 'yourPhone', 'phone'] },
  reporterRole: { says: 'child, parent, professional …', names: ['reporterRole', 'yourRole', 'role', 'iAm'] },
  contactWish: { says: 'may we contact you', names: ['contactWish', 'contact', 'contactMe'] },
  safeContact: { says: 'how contact is safe', names: ['safeContact', 'safeToContact', 'howToContact'] },
} as const satisfies Record<string, Field>;
export type FormField = keyof typeof FORM_FIELDS;

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const BY_NAME: ReadonlyMap<string, FormField> = new Map(
  Object.entries(FORM_FIELDS).flatMap(([field, { names }]) => [
    [plain(field), field as FormField] as const,
    ...names.map((name) => [plain(name), field as FormField] as const),
  ]),
);

export function formField(name: string): FormField | undefined {
  return BY_NAME.get(plain(name));
}

/** Names that only this form has: by them it is told from other key-value texts. */
export const TELLING_FIELDS: readonly FormField[] = [
  'whatHappened',
  'whereOnline',
  'inDangerNow',
  'contactWish',
  'suspectUsername',
];

/** Answers by which the public names a concern; the codes of INCIDENT_TYPES are understood too. */
const CONCERNS: Record<string, ReferralContent['incidentType']> = {
  images: 'csam-possession-or-distribution',
  grooming: 'online-enticement',
  chat: 'online-enticement',
  blackmail: 'online-enticement',
  blackmailformoney: 'financial-sextortion',
  sextortion: 'financial-sextortion',
  sentmaterial: 'unsolicited-obscene-material',
  livestream: 'live-streamed-abuse',
  abuse: 'contact-abuse',
  travel: 'child-sex-tourism',
  payment: 'payment-for-abuse',
  trafficking: 'child-sex-trafficking',
};

export function concernOf(answer: string): ReferralContent['incidentType'] | undefined {
  const code = answer.trim().toLowerCase();
  if (Object.hasOwn(INCIDENT_TYPES, code)) return code as ReferralContent['incidentType'];
  return Object.hasOwn(CONCERNS, plain(code)) ? CONCERNS[plain(code)] : undefined;
}

const ANSWER_WORDS: ReadonlyMap<string, Answer> = new Map([
  ...['yes', 'y', 'true', 'on'].map((word) => [word, 'yes'] as const),
  ...['no', 'n', 'false'].map((word) => [word, 'no'] as const),
  ...['notsure', 'unsure', 'dontknow', 'unknown'].map((word) => [word, 'unknown'] as const),
]);

export function formAnswer(written: string): Answer | undefined {
  return ANSWER_WORDS.get(plain(written));
}

/** Questions of the form whose answer is a fact. */
export const FACT_FIELDS = {
  inDangerNow: 'immediateDanger',
  meetingPlanned: 'meetingPlanned',
  blackmailed: 'coercion',
  knowsChild: 'accessToChildren',
} as const satisfies Partial<Record<FormField, keyof typeof FACTS>>;
