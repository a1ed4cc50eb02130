import { ensureNoContent } from './ensure-no-content.ts';
import type { AccountPart, Incident, IncidentFile } from './incident.ts';
import type { AccountFacts, PlatformFacts } from './platform-facts.ts';

/** Who reports: `code` is the scheme of the platform's references, `name` what people call it. */
export type Platform = { code: string; name: string; country?: string };

export type Composition = {
  platform: Platform;
  key: string;
  incident: Incident;
  facts: PlatformFacts | undefined;
  /** It adds to a report that the bureau has under the same reference. */
  supplement: boolean;
};

/** The incident as a document of the bureau's own JSON format. Pure: the same input gives the same bytes. */
export function composeReport(composition: Composition): string {
  const { platform, key, incident, facts = {} } = composition;
  const document = {
    incidentType: incident.incidentType,
    platform: platform.name,
    references: [{ scheme: platform.code, value: key }, ...(facts.references ?? [])],
    flags: flagsOf(incident),
    urgency: { level: facts.priority ?? priorityOf(incident) },
    facts: { ...factsOf(incident), ...facts.facts },
    times: timesOf(incident),
    parties: partiesOf(composition),
    files: incident.files.map((file) => fileOf(file, composition)),
    payments: incident.payments.map(paymentOf),
    texts: textsOf(composition),
    urls: facts.urls,
  };
  return ensureNoContent(JSON.stringify(document));
}

function flagsOf({ interrupted, protect, person }: Incident): string[] {
  return [
    interrupted ? 'platform-interrupted' : 'platform-held',
    ...(protect ? ['possible-extorted-child'] : []),
    ...(person ? ['reviewed-by-platform'] : []),
  ];
}

/** P1 to P3 as under s.66. Chosen: a child who may be extorted or in danger first, then what had to be stopped. */
function priorityOf({ protect, interrupted, person }: Incident): string {
  if (protect || person?.reason === 'child-in-danger' || person?.reason === 'child-in-need') return 'P1';
  return interrupted ? 'P2' : 'P3';
}

/** Only what a person said: what a rule supposes is told in words, and is no fact. */
function factsOf({ person }: Incident): PlatformFacts['facts'] {
  if (person?.reason === 'child-in-danger') return { immediateDanger: 'yes' };
  if (person?.reason === 'child-in-need') return { coercion: 'yes' };
  return {};
}

function timesOf({ at, streams }: Incident) {
  return [
    { at, meaning: 'incident' },
    ...streams.flatMap(({ startedAt }) =>
      startedAt === undefined ? [] : [{ at: startedAt, meaning: 'other' }],
    ),
  ];
}

const PARTY_OF: Record<AccountPart, 'suspect' | 'victim' | 'associate' | 'unknown'> = {
  suspect: 'suspect',
  child: 'victim',
  associate: 'associate',
  unknown: 'unknown',
};

function partiesOf({ platform, incident, facts }: Composition) {
  return incident.accounts.map(({ account, part }) => {
    const known = facts?.accounts?.find((each) => each.account === account);
    return { role: PARTY_OF[part], ...partyFacts(platform, account, known) };
  });
}

function partyFacts(platform: Platform, account: string, known: AccountFacts | undefined) {
  return {
    accounts: [
      {
        service: platform.name,
        accountId: known?.accountId ?? account,
        username: known?.username,
        displayNames: known?.displayNames,
        profileUrls: known?.profileUrls,
        disabled: known?.disabled,
      },
    ],
    names: known?.names,
    dateOfBirth: known?.dateOfBirth,
    age: known?.age,
    identifiers: known && identifiersOf(known),
    connections: known?.connections?.map(({ ip, port, at, event, possibleProxy }) => ({
      ip,
      port,
      at,
      event,
      possibleProxy,
    })),
    places: known?.billingAddresses?.map(({ lines, city, postcode, country }) => ({
      meaning: 'billing',
      lines,
      city,
      postcode,
      country,
    })),
  };
}

function identifiersOf({ emails = [], phones = [], devices = [], paymentAccounts = [] }: AccountFacts) {
  return [
    ...emails.map(({ value, verified }) => ({ kind: 'email', value, verified })),
    ...phones.map(({ value, verified }) => ({ kind: 'phone', value, verified })),
    ...devices.map(({ value, type }) => ({ kind: 'device', value, type })),
    ...paymentAccounts.map(({ value, verified }) => ({ kind: 'payment-account', value, verified })),
  ];
}

function fileOf({ id, hashes, live, at }: IncidentFile, { platform, incident, facts }: Composition) {
  const { pdq, ...digests } = hashes;
  return {
    reference: id,
    hashes: [
      ...Object.entries(digests).map(([kind, value]) => ({ kind, value })),
      ...(pdq ? [{ kind: 'pdq', value: pdq.hash, quality: pdq.quality }] : []),
    ],
    annotations: live ? ['liveStreaming'] : [],
    heldBy: platform.name,
    holderReference: facts?.preservation?.reference,
    preservedUntil: facts?.preservation?.until,
    viewedBySender: incident.person ? 'unknown' : 'no',
    uploadedAt: at,
  };
}

function paymentOf({ time, amountMinor, currency, method, beneficiary }: Incident['payments'][number]) {
  return { at: time, amountMinor, currency, method, toCountry: beneficiary.country };
}

function textsOf({ incident, facts, supplement, key }: Composition) {
  const { detectedBy, streams, evidence, person, protect } = incident;
  const kept = facts?.preservation;
  const told: [string, string | undefined][] = [
    [
      'Supplement',
      supplement ? 'Adds what was not at hand when this incident was first reported.' : undefined,
    ],
    [
      'A child in need',
      protect
        ? 'An account here may be that of a child who is being extorted: meet its holder as a child first.'
        : undefined,
    ],
    ['How it was detected', detectedBy.join('\n') || undefined],
    [
      'Streams',
      streams.map(({ stream, startedAt }) => `${stream}, from ${startedAt ?? 'unknown'}`).join('\n') ||
        undefined,
    ],
    ["The platform's own records", `Incident ${key}; events ${evidence.join(' ')}`],
    ['What is preserved', kept && `${kept.reference}, until ${kept.until}`],
    ['Decision at the platform', person && `${person.choice}: ${person.reason}, ${person.at}`],
  ];
  return [
    ...told.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }])),
    ...(facts?.texts ?? []),
  ];
}
