import {
  type Account,
  type Connection,
  FACTS,
  INCIDENT_TYPES,
  type Party,
  type Place,
  type ReferralContent,
  SCHEME_VERSION,
} from '../referral/index.ts';
import type { ReadingContext } from './adapter.ts';
import { paymentIdentifiers } from './bank-report-accounts.ts';
import type { BankParty, BankReport, Transaction } from './bank-report-schema.ts';
import { dayAt, each, ipAt, type Making, momentAt, present } from './making.ts';

type Roles = { subject: Party['role']; counterparty: Party['role'] };

/** Who an account holder is taken for where the report does not say. Somebody who pays under threat may be a child. */
const DEFAULT_ROLES: Record<NonNullable<BankReport['suspicion']>, Roles> = {
  'payment-for-abuse': { subject: 'suspect', counterparty: 'recipient' },
  'financial-sextortion': { subject: 'unknown', counterparty: 'suspect' },
};

/** The normalised referral of a report that fits the schema. */
export function bankContent(report: BankReport, making: Making, context: ReadingContext): ReferralContent {
  const { evidence } = making;
  const incidentType = report.suspicion ?? 'payment-for-abuse';
  const roles = DEFAULT_ROLES[incidentType];
  const institution = report.reportingInstitution;
  const reportedAt = momentAt(making, report.reportedAt, { path: '/reportedAt', meaning: 'reported' });
  if (report.narrative !== undefined) evidence.add('text', 'What the institution writes', report.narrative);
  return present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[incidentType].threat,
    incidentType,
    references:
      report.reportReference === undefined ? [] : [{ scheme: 'bank', value: report.reportReference }],
    flags: (report.indicators ?? []).map((indicator) => `indicator:${indicator}`),
    facts: knownFacts(report.facts ?? {}),
    times: reportedAt ? [reportedAt] : [],
    platform: institution.name,
    parties: [
      ...(report.subjects ?? []).map((subject, i) =>
        partyFrom(subject, { role: roles.subject, path: `/subjects/${i}` }, making),
      ),
      ...(report.counterparties ?? []).map((party, i) =>
        partyFrom(party, { role: roles.counterparty, path: `/counterparties/${i}` }, making),
      ),
      reporterFrom(institution),
    ],
    files: [],
    places: [],
    payments: each(report.transactions, (transaction, i) =>
      paymentFrom(transaction, `/transactions/${i}`, making),
    ),
    // An institution's own books: known directly.
    sourceGrading: { source: context.reliability, information: 'A', handling: 'P' },
    evidence: evidence.evidence,
    kept: evidence.kept,
  });
}

function knownFacts(facts: NonNullable<BankReport['facts']>): ReferralContent['facts'] {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => Object.hasOwn(FACTS, name)),
  ) as ReferralContent['facts'];
}

function partyFrom(
  party: BankParty,
  { role, path }: { role: Party['role']; path: string },
  making: Making,
): Party {
  if (party.notes !== undefined) making.evidence.add('text', 'About a party', party.notes);
  return present<Party>({
    role: party.role ?? role,
    names: party.names,
    dateOfBirth: dayAt(making, party.dateOfBirth, `${path}/dateOfBirth`),
    accounts: each(party.usernames, ({ service, username }) => present<Account>({ service, username })),
    identifiers: [
      ...(party.accounts ?? []).flatMap((account, i) =>
        paymentIdentifiers(account, `${path}/accounts/${i}`, making),
      ),
      ...(party.emails ?? []).map((value) => ({ kind: 'email' as const, value })),
      ...(party.phones ?? []).map((value) => ({ kind: 'phone' as const, value })),
    ],
    connections: each(party.connections, ({ ip, port, at, event = 'unknown', possibleProxy }, i) =>
      present<Connection>({
        ip: ipAt(making, ip, `${path}/connections/${i}/ip`),
        port,
        at: momentAt(making, at, { path: `${path}/connections/${i}/at`, meaning: event }),
        event,
        possibleProxy,
      }),
    ),
    places: placesOf(party),
  });
}

function placesOf(party: BankParty): Place[] {
  const stated = (party.places ?? []).map(
    ({ meaning = 'stated', lines, city, region, postcode, country, force, verified }) =>
      present<Place>({ meaning, lines, city, region, postcode, country, force, verified }),
  );
  const banks = (party.accounts ?? []).flatMap(({ country }) => country ?? []);
  return [...stated, ...banks.map((country): Place => ({ meaning: 'billing', country }))];
}

function reporterFrom({ name, country, contact }: BankReport['reportingInstitution']): Party {
  return present<Party>({
    role: 'reporter',
    names: contact === undefined ? [name] : [name, contact],
    places: country === undefined ? undefined : [{ meaning: 'business', country }],
  });
}

function paymentFrom(
  transaction: Transaction,
  path: string,
  making: Making,
): NonNullable<ReferralContent['payments']>[number] {
  const { amountMinor, currency, method, toCountry, reference, direction, from, to, fromCountry } =
    transaction;
  if (reference !== undefined) making.evidence.add('text', 'Reference of a payment', reference);
  const route = present<Partial<Transaction>>({ direction, from, to, fromCountry });
  if (Object.keys(route).length > 0) making.evidence.keep(path, route);
  const at = momentAt(making, transaction.at, { path: `${path}/at`, meaning: 'purchase' });
  return present<NonNullable<ReferralContent['payments']>[number]>({
    at,
    amountMinor,
    currency,
    method,
    toCountry,
  });
}
