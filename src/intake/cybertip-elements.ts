// The vocabulary of the CyberTipline Reporting API (XSD of 2025-06): every element and attribute in its order, how often
// it may stand, its type, and its fate here: mapped (whereto), kept raw (why), or refused (why). The only copy: validation,
// mapping, the coverage test and the generator read it. `submission` is our own envelope for a report with its files.

export type Fate = 'mapped' | 'kept' | 'refused';
/** Once, at most once, any number, at least one. */
export type Occurs = '1' | '?' | '*' | '+';
/** Attributes are named with a leading @. `to`: where in the referral it goes, or why it does not. */
export type ElementRow = readonly [name: string, occurs: Occurs, type: string, fate: Fate, to: string];

export type ComplexType = {
  /** The simple type of its text, where it has both text and attributes. */
  text?: string;
  /** Its elements may stand in any order. */
  anyOrder?: true;
  /** Elements of which only one kind may stand; `needed`: one must. */
  choice?: { of: readonly string[]; needed: boolean };
  /** Flags that newer versions add are taken by their own name. */
  openFlags?: true;
  rows: readonly ElementRow[];
};

export type SimpleType = {
  base: 'string' | 'token' | 'boolean' | 'int' | 'long' | 'double' | 'date' | 'dateTime';
  values?: readonly string[];
  pattern?: RegExp;
  /** A flag: stated true, or not stated at all. */
  alwaysTrue?: true;
  /** A time that may lie ahead. */
  mayBeFuture?: true;
};

const COUNTRIES =
  'A1 A2 O1 AD AE AF AG AI AL AM AN AO AP AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY ' +
  'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CX CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM FO FR FX ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG ' +
  'KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX ' +
  'MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG ' +
  'SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG ' +
  'VI VN VU WF WS XK YE YT ZA ZM ZW';

const STATES =
  'AK AL AR AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ ' +
  'NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY';

export const SIMPLE_TYPES = {
  string: { base: 'string' },
  token: { base: 'token' },
  boolean: { base: 'boolean' },
  flag: { base: 'boolean', alwaysTrue: true },
  int: { base: 'int' },
  long: { base: 'long' },
  double: { base: 'double' },
  date: { base: 'date' },
  dateTime: { base: 'dateTime' },
  anyDateTime: { base: 'dateTime', mayBeFuture: true },
  incidentType: {
    base: 'string',
    values: [
      'Child Pornography (possession, manufacture, and distribution)',
      'Child Sex Trafficking',
      'Child Sex Tourism',
      'Child Sexual Molestation',
      'Misleading Domain Name',
      'Misleading Words or Digital Images on the Internet',
      'Online Enticement of Children for Sexual Acts',
      'Unsolicited Obscene Material Sent to a Child',
    ],
  },
  batchedReportReason: { base: 'string', values: ['VIRAL_POTENTIAL_MEME'] },
  addressType: { base: 'string', values: ['Home', 'Business', 'Billing', 'Shipping', 'Technical'] },
  emailType: { base: 'string', values: ['Home', 'Work', 'Business', 'Recovery'] },
  phoneType: {
    base: 'string',
    values: ['Mobile', 'Home', 'Business', 'Work', 'Fax', 'Internet', 'Recovery'],
  },
  phoneCountryCallingCode: { base: 'string', pattern: /^\+[0-9]{1,3}$/ },
  phoneExtension: { base: 'string', pattern: /^[0-9]+$/ },
  captureType: {
    base: 'string',
    values: ['Login', 'Registration', 'Purchase', 'Upload', 'Other', 'Unknown'],
  },
  associatedAccountType: {
    base: 'string',
    values: ['Billing', 'Linked', 'Business', 'Creator', 'Parent/Guardian', 'Other'],
  },
  fileRelevance: { base: 'string', values: ['Reported', 'Supplemental Reported'] },
  fileClassification: { base: 'string', values: ['A1', 'A2', 'B1', 'B2'] },
  metadataTypes: { base: 'string', values: ['EXIF', 'HASH'] },
  // Whose number the report has: a reference scheme.
  issuer: { base: 'string', pattern: /^[a-z][a-z0-9-]{1,39}$/ },
  // Empty stands for "not known" in these two.
  country: { base: 'string', values: ['', ...COUNTRIES.split(' ')] },
  state: { base: 'string', values: ['', ...STATES.split(' ')] },
} as const satisfies Record<string, SimpleType>;

/** Values that are widely sent although the schema has them otherwise; taken for what they mean, and kept as written. */
export const KNOWN_SLIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  incidentType: {
    'Online Enticement of Children for Sexual Act': 'Online Enticement of Children for Sexual Acts',
    'Online Enticement of a Child for Sexual Acts': 'Online Enticement of Children for Sexual Acts',
  },
  country: { UK: 'GB' },
};

/** Names that the documentation (2025-06-11) has otherwise than the schema, and so do clients written after it: by type. */
export const NAME_SLIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  associatedAccount: { '@accountType': '@type' },
};

const PERSON: readonly ElementRow[] = [
  ['firstName', '?', 'string', 'mapped', 'party.names'],
  ['lastName', '?', 'string', 'mapped', 'party.names'],
  ['phone', '*', 'phone', 'mapped', 'party.identifiers (phone)'],
  ['email', '*', 'email', 'mapped', 'party.identifiers (email)'],
  ['address', '*', 'address', 'mapped', 'party.places'],
];

const ALL_EMAILS: ElementRow = [
  'allEmailsReported',
  '?',
  'boolean',
  'kept',
  'says only how complete the list is',
];
const ACCOUNT_STATE: readonly ElementRow[] = [
  [
    'accountTemporarilyDisabled',
    '?',
    'accountTemporarilyDisabled',
    'mapped',
    'account.restrictions, account.disabled',
  ],
  [
    'accountPermanentlyDisabled',
    '?',
    'accountPermanentlyDisabled',
    'mapped',
    'account.restrictions, account.disabled',
  ],
];
const GROUP: ElementRow = ['groupIdentifier', '?', 'string', 'mapped', 'account.groupIdentifier'];
const PRIOR: ElementRow = ['priorCTReports', '*', 'long', 'mapped', 'account.priorReports'];
const LOCATION: ElementRow = [
  'estimatedLocation',
  '?',
  'estimatedLocation',
  'mapped',
  'party.places (estimated)',
];
const ASSOCIATED: ElementRow = [
  'associatedAccount',
  '*',
  'associatedAccount',
  'mapped',
  'a party (associate) of its own',
];
const NOTE: ElementRow = ['additionalInfo', '?', 'string', 'mapped', 'evidence, party.notes'];

const ACCOUNT_HEAD: readonly ElementRow[] = [
  ['espIdentifier', '?', 'string', 'mapped', 'account.accountId'],
  ['espService', '?', 'string', 'mapped', 'account.service'],
  ['compromisedAccount', '?', 'boolean', 'mapped', 'account.compromised'],
  ['screenName', '?', 'string', 'mapped', 'account.username'],
  ['displayName', '*', 'string', 'mapped', 'account.displayNames'],
  ['profileUrl', '*', 'string', 'mapped', 'evidence (url), account.profileUrls'],
  ['profileBio', '?', 'string', 'mapped', 'evidence, party.notes'],
  ['ipCaptureEvent', '*', 'ipCaptureEvent', 'mapped', 'party.connections'],
  ['deviceId', '*', 'deviceId', 'mapped', 'party.identifiers (device)'],
];

const VERIFIED: ElementRow = ['@verified', '?', 'boolean', 'mapped', 'verified'];
const VERIFIED_ON: ElementRow = ['@verificationDate', '?', 'dateTime', 'kept', 'verified says what matters'];
const INCIDENT_NOTE: ElementRow = ['additionalInfo', '?', 'string', 'mapped', 'evidence'];
const INCIDENT_EMAIL: ElementRow = [
  'emailAddress',
  '*',
  'email',
  'mapped',
  'a party (unknown) with the identifier',
];
const INCIDENT_CONTENT: ElementRow = ['content', '?', 'string', 'mapped', 'evidence'];

const DISABLED: readonly ElementRow[] = [
  ['@disabledDate', '?', 'dateTime', 'mapped', 'restriction.at'],
  ['@userNotified', '?', 'boolean', 'mapped', 'restriction.userNotified'],
  ['@userNotifiedDate', '?', 'dateTime', 'mapped', 'restriction.notifiedAt'],
];

const flags = (names: readonly string[], to: string): ElementRow[] =>
  names.map((name) => [name, '?', 'flag', 'mapped', to] as const);

const REPORT_FLAGS = [
  'sextortion',
  'csamSolicitation',
  'minorToMinorInteraction',
  'spam',
  'sadisticOnlineExploitation',
];
const FILE_FLAGS = [
  'animeDrawingVirtualHentai',
  'potentialMeme',
  'viral',
  'possibleSelfProduction',
  'physicalHarm',
  'violenceGore',
  'bestiality',
  'liveStreaming',
  'infant',
  'generativeAi',
];
const INCIDENT_KINDS = [
  'webPageIncident',
  'emailIncident',
  'newsgroupIncident',
  'chatImIncident',
  'onlineGamingIncident',
  'cellPhoneIncident',
  'nonInternetIncident',
  'peer2peerIncident',
];
const IS_AN_ANSWER = 'an answer of the receiving service, not a referral';

export const COMPLEX_TYPES: Readonly<Record<string, ComplexType>> = {
  report: {
    rows: [
      ['batchedReport', '?', 'batchedReport', 'mapped', 'batched'],
      ['incidentSummary', '1', 'incidentSummary', 'mapped', 'the referral itself'],
      ['internetDetails', '*', 'internetDetails', 'mapped', 'services, places, evidence'],
      ['lawEnforcement', '?', 'lawEnforcement', 'mapped', 'agencies'],
      ['reporter', '1', 'reporter', 'mapped', 'parties (reporter)'],
      ['personOrUserReported', '*', 'personOrUserReported', 'mapped', 'a party (suspect)'],
      ['intendedRecipient', '*', 'intendedRecipient', 'mapped', 'a party (recipient)'],
      ['victim', '*', 'victim', 'mapped', 'a party (victim)'],
      ['additionalInfo', '?', 'string', 'mapped', 'evidence'],
    ],
  },
  batchedReport: { rows: [['@reason', '1', 'batchedReportReason', 'mapped', 'batched']] },
  incidentSummary: {
    rows: [
      ['incidentType', '1', 'incidentType', 'mapped', 'incidentType, threat'],
      ['platform', '?', 'string', 'mapped', 'platform'],
      ['escalateToHighPriority', '?', 'string', 'mapped', 'urgencyClaim (escalated), evidence'],
      ['reportAnnotations', '?', 'reportAnnotations', 'mapped', 'flags'],
      ['incidentDateTime', '1', 'dateTime', 'mapped', 'times (incident)'],
      ['incidentDateTimeDescription', '?', 'string', 'mapped', 'evidence'],
    ],
  },
  reportAnnotations: {
    anyOrder: true,
    openFlags: true,
    rows: flags(REPORT_FLAGS, 'flags; sextortion also facts.coercion'),
  },
  internetDetails: {
    choice: { of: INCIDENT_KINDS, needed: true },
    rows: INCIDENT_KINDS.map((kind) => [kind, '?', kind, 'mapped', 'services, places, evidence'] as const),
  },
  webPageIncident: {
    rows: [
      ['@thirdPartyHostedContent', '?', 'boolean', 'mapped', 'flags'],
      ['url', '*', 'string', 'mapped', 'evidence (url)'],
      INCIDENT_NOTE,
    ],
  },
  emailIncident: { rows: [INCIDENT_EMAIL, INCIDENT_CONTENT, INCIDENT_NOTE] },
  newsgroupIncident: {
    rows: [['name', '?', 'string', 'mapped', 'services'], INCIDENT_EMAIL, INCIDENT_CONTENT, INCIDENT_NOTE],
  },
  chatImIncident: {
    rows: [
      ['chatClient', '?', 'string', 'mapped', 'services'],
      ['chatRoomName', '?', 'string', 'mapped', 'evidence'],
      INCIDENT_CONTENT,
      INCIDENT_NOTE,
    ],
  },
  onlineGamingIncident: {
    rows: [
      ['gameName', '?', 'string', 'mapped', 'services'],
      ['console', '?', 'string', 'mapped', 'services'],
      INCIDENT_CONTENT,
      INCIDENT_NOTE,
    ],
  },
  cellPhoneIncident: {
    rows: [
      ['phoneNumber', '?', 'phone', 'mapped', 'a party (unknown) with the identifier'],
      ['latitude', '?', 'double', 'mapped', 'places (incident)'],
      ['longitude', '?', 'double', 'mapped', 'places (incident)'],
      INCIDENT_NOTE,
    ],
  },
  nonInternetIncident: {
    rows: [
      ['locationName', '?', 'string', 'mapped', 'places (incident)'],
      ['incidentAddress', '*', 'address', 'mapped', 'places (incident)'],
      INCIDENT_NOTE,
    ],
  },
  peer2peerIncident: {
    rows: [
      ['client', '?', 'string', 'mapped', 'services'],
      ['ipCaptureEvent', '*', 'ipCaptureEvent', 'mapped', 'connections of the reported person'],
      ['fileNames', '?', 'string', 'mapped', 'evidence (file-name)'],
      INCIDENT_NOTE,
    ],
  },
  lawEnforcement: {
    rows: [
      ['agencyName', '1', 'string', 'mapped', 'agency.name'],
      ['caseNumber', '?', 'string', 'mapped', 'agency.caseReference'],
      ['officerContact', '?', 'contactPerson', 'mapped', 'agency.contact'],
      ['reportedToLe', '?', 'boolean', 'mapped', 'agency.reported'],
      ['servedLegalProcessDomestic', '?', 'boolean', 'mapped', 'agency.legalProcessAtHome'],
      ['servedLegalProcessInternational', '?', 'legalProcessAbroad', 'mapped', 'agency.legalProcessAbroad'],
    ],
  },
  legalProcessAbroad: {
    text: 'boolean',
    rows: [['@fleaCountry', '?', 'country', 'mapped', 'agency.legalProcessCountry']],
  },
  reporter: {
    rows: [
      ['reportingPerson', '1', 'person', 'mapped', 'a party (reporter)'],
      ['contactPerson', '?', 'contactPerson', 'mapped', 'a party (reporter), relation "contact"'],
      ['companyTemplate', '?', 'string', 'mapped', 'evidence, party.notes'],
      ['termsOfService', '?', 'string', 'mapped', 'evidence, party.notes'],
      ['legalURL', '?', 'string', 'mapped', 'evidence (url)'],
    ],
  },
  personOrUserReported: {
    rows: [
      ['personOrUserReportedPerson', '?', 'person', 'mapped', 'the party'],
      ['vehicleDescription', '?', 'string', 'mapped', 'party.identifiers (vehicle)'],
      ...ACCOUNT_HEAD,
      ['thirdPartyUserReported', '?', 'boolean', 'mapped', 'account.thirdParty'],
      PRIOR,
      GROUP,
      ...ACCOUNT_STATE,
      LOCATION,
      ALL_EMAILS,
      ASSOCIATED,
      NOTE,
    ],
  },
  intendedRecipient: {
    rows: [
      ['intendedRecipientPerson', '?', 'person', 'mapped', 'the party'],
      ...ACCOUNT_HEAD,
      PRIOR,
      GROUP,
      ...ACCOUNT_STATE,
      LOCATION,
      ALL_EMAILS,
      ['additionalInfo', '*', 'string', 'mapped', 'evidence, party.notes'],
    ],
  },
  victim: {
    rows: [
      ['victimPerson', '1', 'person', 'mapped', 'the party'],
      ...ACCOUNT_HEAD,
      ['schoolName', '?', 'string', 'mapped', 'party.places (school)'],
      PRIOR,
      ...ACCOUNT_STATE,
      LOCATION,
      ALL_EMAILS,
      ASSOCIATED,
      NOTE,
    ],
  },
  associatedAccount: {
    rows: [
      ['@type', '1', 'associatedAccountType', 'mapped', 'party.relation'],
      ['platform', '?', 'accountPlatform', 'mapped', 'account.service'],
      ['firstName', '?', 'string', 'mapped', 'party.names'],
      ['middleName', '?', 'string', 'mapped', 'party.names'],
      ['lastName', '?', 'string', 'mapped', 'party.names'],
      ['approximateAge', '?', 'int', 'mapped', 'party.age'],
      ['dateOfBirth', '?', 'date', 'mapped', 'party.dateOfBirth'],
      ['phone', '*', 'phone', 'mapped', 'party.identifiers (phone)'],
      ['email', '*', 'email', 'mapped', 'party.identifiers (email)'],
      ALL_EMAILS,
      ['address', '*', 'address', 'mapped', 'party.places'],
      ['espService', '?', 'string', 'mapped', 'account.service, else services'],
      ['espIdentifier', '?', 'string', 'mapped', 'account.accountId'],
      ['profileUrl', '*', 'string', 'mapped', 'evidence (url), account.profileUrls'],
      ['screenName', '?', 'string', 'mapped', 'account.username'],
      ['displayName', '*', 'string', 'mapped', 'account.displayNames'],
      ['profileBio', '?', 'string', 'mapped', 'evidence, party.notes'],
      GROUP,
      ['compromisedAccount', '?', 'boolean', 'mapped', 'account.compromised'],
      ...ACCOUNT_STATE,
      ['ipCaptureEvent', '*', 'ipCaptureEvent', 'mapped', 'party.connections'],
      ['deviceId', '*', 'deviceId', 'mapped', 'party.identifiers (device)'],
      ['priorCTReport', '*', 'long', 'mapped', 'account.priorReports'],
      NOTE,
    ],
  },
  accountPlatform: {
    text: 'string',
    rows: [['@thirdPartyUser', '?', 'boolean', 'mapped', 'account.thirdParty']],
  },
  person: {
    rows: [
      ...PERSON,
      ['age', '?', 'int', 'mapped', 'party.age'],
      ['dateOfBirth', '?', 'date', 'mapped', 'party.dateOfBirth'],
    ],
  },
  contactPerson: { rows: PERSON },
  address: {
    rows: [
      ['@type', '?', 'addressType', 'mapped', 'place.meaning'],
      ['address', '?', 'string', 'mapped', 'place.lines'],
      ['city', '?', 'string', 'mapped', 'place.city'],
      ['zipCode', '?', 'string', 'mapped', 'place.postcode'],
      ['state', '?', 'state', 'mapped', 'place.region'],
      ['nonUsaState', '?', 'string', 'mapped', 'place.region'],
      ['country', '?', 'country', 'mapped', 'place.country'],
    ],
  },
  email: {
    text: 'string',
    rows: [['@type', '?', 'emailType', 'mapped', 'identifier.type'], VERIFIED, VERIFIED_ON],
  },
  phone: {
    text: 'string',
    rows: [
      ['@type', '?', 'phoneType', 'mapped', 'identifier.type'],
      VERIFIED,
      VERIFIED_ON,
      ['@countryCallingCode', '?', 'phoneCountryCallingCode', 'mapped', 'identifier.value'],
      ['@extension', '?', 'phoneExtension', 'mapped', 'identifier.value'],
    ],
  },
  estimatedLocation: {
    rows: [
      VERIFIED,
      ['@timestamp', '?', 'dateTime', 'kept', 'a place has no time'],
      ['city', '?', 'string', 'mapped', 'place.city'],
      ['region', '?', 'string', 'mapped', 'place.region'],
      ['countryCode', '?', 'country', 'mapped', 'place.country'],
    ],
  },
  ipCaptureEvent: {
    rows: [
      ['ipAddress', '1', 'string', 'mapped', 'connection.ip'],
      ['eventName', '?', 'captureType', 'mapped', 'connection.event'],
      ['dateTime', '?', 'dateTime', 'mapped', 'connection.at'],
      ['possibleProxy', '?', 'boolean', 'mapped', 'connection.possibleProxy'],
      ['port', '?', 'int', 'mapped', 'connection.port'],
    ],
  },
  deviceId: {
    rows: [
      ['idType', '1', 'string', 'mapped', 'identifier.type'],
      ['idValue', '1', 'string', 'mapped', 'identifier.value'],
      ['eventName', '?', 'captureType', 'mapped', 'identifier.at.meaning; kept where there is no time'],
      ['dateTime', '?', 'dateTime', 'mapped', 'identifier.at'],
    ],
  },
  accountTemporarilyDisabled: {
    text: 'boolean',
    rows: [...DISABLED, ['@reenabledDate', '?', 'anyDateTime', 'mapped', 'restriction.liftedAt']],
  },
  accountPermanentlyDisabled: { text: 'boolean', rows: DISABLED },
  fileDetails: {
    choice: { of: ['potentialMeme', 'fileAnnotations'], needed: false },
    rows: [
      ['reportId', '1', 'long', 'mapped', 'references (ncmec)'],
      ['fileId', '1', 'token', 'mapped', 'file.reference, file.holderReference'],
      ['fileName', '?', 'string', 'mapped', 'evidence (file-name), file.names'],
      ['originalFileName', '?', 'string', 'mapped', 'evidence (file-name), file.names'],
      ['uploadedToEspTimestamp', '?', 'dateTime', 'mapped', 'file.uploadedAt'],
      ['locationOfFile', '?', 'string', 'mapped', 'evidence (url), file.locations'],
      ['fileViewedByEsp', '?', 'boolean', 'mapped', 'file.viewedBySender'],
      ['exifViewedByEsp', '?', 'boolean', 'kept', 'says only how the sender looked'],
      ['publiclyAvailable', '?', 'boolean', 'mapped', 'file.publiclyAvailable'],
      ['fileRelevance', '?', 'fileRelevance', 'mapped', 'file.relevance'],
      ['potentialMeme', '?', 'boolean', 'mapped', 'file.annotations where true; kept where false'],
      ['fileAnnotations', '?', 'fileAnnotations', 'mapped', 'file.annotations'],
      ['industryClassification', '?', 'fileClassification', 'mapped', 'file.grades (us-industry)'],
      ['originalFileHash', '*', 'hash', 'mapped', 'file.hashes'],
      ['ipCaptureEvent', '?', 'ipCaptureEvent', 'mapped', 'file.connections'],
      ['deviceId', '*', 'deviceId', 'mapped', 'file.devices'],
      ['details', '*', 'details', 'mapped', 'file.hashes, or evidence and file.notes'],
      ['additionalInfo', '*', 'string', 'mapped', 'evidence, file.notes'],
    ],
  },
  fileAnnotations: {
    anyOrder: true,
    openFlags: true,
    rows: flags(FILE_FLAGS, 'file.annotations; liveStreaming also facts.liveStreaming'),
  },
  hash: { text: 'string', rows: [['@hashType', '1', 'string', 'mapped', 'hash.kind or hash.type']] },
  details: {
    rows: [
      ['@type', '?', 'metadataTypes', 'mapped', 'decides whether the pairs are hashes; else names the note'],
      ['nameValuePair', '+', 'nameValue', 'mapped', 'file.hashes, or evidence and file.notes'],
    ],
  },
  nameValue: {
    rows: [
      ['name', '1', 'string', 'mapped', 'hash.kind, or the note'],
      ['value', '1', 'string', 'mapped', 'hash.value, or the note'],
    ],
  },
  reportResponse: {
    rows: [
      ['responseCode', '1', 'int', 'refused', IS_AN_ANSWER],
      ['responseDescription', '1', 'string', 'refused', IS_AN_ANSWER],
      ['reportId', '?', 'long', 'refused', IS_AN_ANSWER],
      ['fileId', '?', 'token', 'refused', IS_AN_ANSWER],
      ['hash', '?', 'token', 'refused', IS_AN_ANSWER],
    ],
  },
  reportDoneResponse: {
    rows: [
      ['responseCode', '1', 'int', 'refused', IS_AN_ANSWER],
      ['reportId', '1', 'long', 'refused', IS_AN_ANSWER],
      ['files', '1', 'doneFiles', 'refused', IS_AN_ANSWER],
    ],
  },
  doneFiles: { rows: [['fileId', '*', 'string', 'refused', IS_AN_ANSWER]] },
  submission: {
    rows: [
      ['@reportId', '?', 'long', 'mapped', 'references (ncmec)'],
      ['@issuer', '?', 'issuer', 'mapped', 'the scheme of the references, ncmec where it is not stated'],
      ['@reportingEsp', '?', 'string', 'mapped', "file.heldBy, the reporter's names"],
      ['report', '1', 'report', 'mapped', 'the referral'],
      ['fileDetails', '*', 'fileDetails', 'mapped', 'files'],
    ],
  },
};

/** Root elements, the type of each, and whether a document with it is a referral. */
export const ROOTS = {
  report: { type: 'report', fate: 'mapped' },
  fileDetails: { type: 'fileDetails', fate: 'mapped' },
  reportResponse: { type: 'reportResponse', fate: 'refused' },
  reportDoneResponse: { type: 'reportDoneResponse', fate: 'refused' },
  cyberTiplineSubmission: { type: 'submission', fate: 'mapped' },
} as const satisfies Record<string, { type: string; fate: Fate }>;

/** What a batched report may not hold. Source: Technical Documentation of 2025-06-11, appendix E.1. */
export const NOT_IN_A_BATCH = {
  report: ['internetDetails', 'lawEnforcement', 'intendedRecipient', 'victim', 'additionalInfo'],
  incidentSummary: ['escalateToHighPriority'],
  fileDetails: [
    'originalFileName',
    'locationOfFile',
    'originalFileHash',
    'ipCaptureEvent',
    'deviceId',
    'details',
    'additionalInfo',
  ],
  fileAnnotations: FILE_FLAGS.filter((name) => name !== 'viral' && name !== 'potentialMeme'),
} as const;
