import {
  type Account,
  type Connection,
  FACTS,
  type FileFacts,
  INCIDENT_TYPES,
  type Party,
  type Place,
  type ReferralContent,
  SCHEME_VERSION,
} from '../referral/index.ts';
import type { ReadingContext } from './adapter.ts';
import { dayAt, each, gradeAt, hashAt, ipAt, type Making, momentAt, present } from './making.ts';
import type { NativeReferral } from './native-json-schema.ts';

type Native<Field extends keyof NativeReferral> = NonNullable<NativeReferral[Field]>;
type NativeParty = Native<'parties'>[number];
type NativeFile = Native<'files'>[number];
type NativeAccount = NonNullable<NativeParty['accounts']>[number];
type NativeConnection = NonNullable<NativeParty['connections']>[number];
type NativePlace = Native<'places'>[number];
type NativePayment = Native<'payments'>[number];

/** The normalised referral of a document that fits the schema. */
export function nativeContent(
  document: NativeReferral,
  making: Making,
  context: ReadingContext,
): ReferralContent {
  addTexts(document, making);
  const { urgency, sourceGrading } = document;
  return present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: document.threat ?? INCIDENT_TYPES[document.incidentType].threat,
    incidentType: document.incidentType,
    references: (document.references ?? []).map(({ scheme, value }) => ({ scheme, value })),
    flags: document.flags ?? [],
    urgencyClaim:
      urgency &&
      present<Native<'urgency'>>({
        level: urgency.level,
        reason: urgency.reason && making.evidence.add('text', 'Reason for urgency', urgency.reason),
      }),
    batched: document.batched,
    facts: knownFacts(document.facts ?? {}),
    times: (document.times ?? []).flatMap(
      ({ at, meaning = 'unknown' }, i) => momentAt(making, at, { path: `/times/${i}/at`, meaning }) ?? [],
    ),
    platform: document.platform,
    parties: (document.parties ?? []).map((party, i) => partyFrom(party, `/parties/${i}`, making)),
    files: (document.files ?? []).map((file, i) => fileFrom(file, `/files/${i}`, making)),
    places: (document.places ?? []).map(placeFrom),
    payments: each(document.payments, (payment, i) => paymentFrom(payment, `/payments/${i}`, making)),
    sourceGrading: {
      source: sourceGrading?.source ?? context.reliability,
      information: sourceGrading?.information ?? 'D',
      handling: sourceGrading?.handling ?? 'P',
    },
    evidence: making.evidence.evidence,
    kept: making.evidence.kept,
  });
}

function addTexts({ narrative, texts = [], urls = [] }: NativeReferral, { evidence }: Making): void {
  if (narrative !== undefined) evidence.add('text', 'What the sender writes', narrative);
  for (const { label = 'Free text', text } of texts) evidence.add('text', label, text);
  for (const url of urls) evidence.add('url', 'Web address', url);
}

/** Unknown facts are kept by the walk over unknown fields. */
function knownFacts(facts: Native<'facts'>): ReferralContent['facts'] {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => Object.hasOwn(FACTS, name)),
  ) as ReferralContent['facts'];
}

function partyFrom(party: NativeParty, path: string, making: Making): Party {
  if (party.notes !== undefined) making.evidence.add('text', `About the ${party.role}`, party.notes);
  const { role, relation, names, sex, relationshipToChild } = party;
  return present<Party>({
    role,
    relation,
    names,
    dateOfBirth: dayAt(making, party.dateOfBirth, `${path}/dateOfBirth`),
    age: ageFrom(party.age, `${path}/age`, making),
    sex,
    relationshipToChild,
    accounts: each(party.accounts, (account) => accountFrom(account, making)),
    identifiers: each(party.identifiers, identifierFrom),
    connections: each(party.connections, (item, i) =>
      connectionFrom(item, `${path}/connections/${i}`, making),
    ),
    places: each(party.places, placeFrom),
  });
}

function ageFrom(age: NativeParty['age'], path: string, making: Making): Party['age'] {
  if (age === undefined) return undefined;
  if (typeof age === 'number') return { from: age, to: age };
  if (age.from > age.to) making.faults.push({ path, reason: '"from" is above "to"' });
  return { from: age.from, to: age.to };
}

function accountFrom(account: NativeAccount, { evidence }: Making): Account {
  const { service, accountId, username, displayNames, compromised, disabled, priorReports, groupIdentifier } =
    account;
  return present<Account>({
    service,
    accountId,
    username,
    displayNames,
    profileUrls: each(account.profileUrls, (url) => evidence.add('url', 'Profile address', url)),
    compromised,
    disabled,
    priorReports,
    groupIdentifier,
  });
}

function identifierFrom({ kind, value, type, verified }: NonNullable<NativeParty['identifiers']>[number]) {
  return present<NonNullable<Party['identifiers']>[number]>({ kind, value, type, verified });
}

function connectionFrom(connection: NativeConnection, path: string, making: Making): Connection {
  const { port, event = 'unknown', possibleProxy } = connection;
  return present<Connection>({
    ip: ipAt(making, connection.ip, `${path}/ip`),
    port,
    at: momentAt(making, connection.at, { path: `${path}/at`, meaning: event }),
    event,
    possibleProxy,
  });
}

function placeFrom({
  meaning = 'stated',
  lines,
  city,
  region,
  postcode,
  country,
  force,
  verified,
}: NativePlace): Place {
  return present<Place>({ meaning, lines, city, region, postcode, country, force, verified });
}

function fileFrom(file: NativeFile, path: string, making: Making): FileFacts {
  if (file.notes !== undefined) making.evidence.add('text', 'About a file', file.notes);
  const { reference, heldBy, holderReference, viewedBySender, publiclyAvailable, relevance } = file;
  return present<FileFacts>({
    reference,
    hashes: (file.hashes ?? []).map(({ kind, value, type, quality }, i) =>
      hashAt(making, present({ kind, value, type, quality }), `${path}/hashes/${i}/value`),
    ),
    annotations: file.annotations ?? [],
    names: each(file.names, (name) => making.evidence.add('file-name', 'File name', name)),
    locations: each(file.locations, (url) => making.evidence.add('url', 'Where the file is', url)),
    heldBy,
    holderReference,
    preservedUntil: dayAt(making, file.preservedUntil, `${path}/preservedUntil`),
    viewedBySender,
    publiclyAvailable,
    relevance,
    grades: each(file.grades, ({ scheme, grade, grader, viewedWhere }, i) =>
      gradeAt(making, present({ scheme, grade, grader, viewedWhere }), `${path}/grades/${i}/grade`),
    ),
    uploadedAt: momentAt(making, file.uploadedAt, { path: `${path}/uploadedAt`, meaning: 'upload' }),
    connections: each(file.connections, (item, i) =>
      connectionFrom(item, `${path}/connections/${i}`, making),
    ),
    devices: each(file.devices, identifierFrom),
  });
}

function paymentFrom(payment: NativePayment, path: string, making: Making) {
  if (payment.reference !== undefined)
    making.evidence.add('text', 'Reference of a payment', payment.reference);
  const { amountMinor, currency, method, toCountry } = payment;
  return present<NonNullable<ReferralContent['payments']>[number]>({
    at: momentAt(making, payment.at, { path: `${path}/at`, meaning: 'purchase' }),
    amountMinor,
    currency,
    method,
    toCountry,
  });
}
