import type { DerivedItem } from '../../matching/index.ts';
import type { Account, Agency, Connection, Identifier, Party } from '../../referral/index.ts';
import type { KeyKind } from './identifier-kinds.ts';
import { normaliseConnection } from './normalise-address.ts';
import { normaliseIdentifier, normaliseUsername, tidy } from './normalise-identifier.ts';
import { normaliseService } from './normalise-service.ts';

/** A value that may stand in other referrals too. `party`: its position, -1 for a file's; `item`: position in it. */
export type FoundIdentifier = { kind: KeyKind; value: string; role: string; party: number; item: number };

type Content = ReturnType<DerivedItem['content']['open']>;
type Keyed = { kind: KeyKind; value: string };

/** Every identifier of a referral, normalised; the same value in the same role once. Pure. */
export function identifiersOf(content: Content, sourceId: string): FoundIdentifier[] {
  const found = [
    ...content.parties.flatMap((party, i) => ofParty(party, i, content.platform)),
    ...ofFiles(content.files),
    ...at(
      content.references.map((reference) => referenceOf(reference, sourceId)),
      'none',
      -1,
    ),
    ...at((content.agencies ?? []).map(ofAgency), 'none', -1),
  ];
  return [...new Map(found.map((one) => [`${one.role} ${one.kind} ${one.value}`, one])).values()];
}

function ofParty(party: Party, position: number, platform: string | undefined): FoundIdentifier[] {
  return [
    ...at((party.identifiers ?? []).map(ofIdentifier), party.role, position),
    ...at(
      (party.accounts ?? []).map((account) => ofAccount(account, platform)),
      party.role,
      position,
    ),
    ...at((party.connections ?? []).map(ofConnection), party.role, position),
  ];
}

/** A file's connections and devices are those of whoever uploaded it: the role is not stated. */
function ofFiles(files: Content['files']): FoundIdentifier[] {
  return files.flatMap((file, i) => [
    ...at((file.connections ?? []).map(ofConnection), 'unknown', -1, i),
    ...at((file.devices ?? []).map(ofIdentifier), 'unknown', -1, i),
  ]);
}

function at(values: readonly Keyed[][], role: string, party: number, item?: number): FoundIdentifier[] {
  return values.flatMap((keyed, i) => keyed.map((one) => ({ ...one, role, party, item: item ?? i })));
}

function ofIdentifier(identifier: Identifier): Keyed[] {
  return normaliseIdentifier(identifier) ? [normaliseIdentifier(identifier)!] : [];
}

function ofConnection(connection: Connection): Keyed[] {
  return normaliseConnection(connection);
}

/** A username alone is weak below this many signs: short ones are taken by strangers on every service. Chosen. */
const LEAST_USERNAME_SIGNS = 6;

function ofAccount(account: Account, platform: string | undefined): Keyed[] {
  const service = normaliseService(account.service ?? platform ?? '');
  const username = account.username ? normaliseUsername(account.username) : null;
  const accountId = account.accountId ? normaliseUsername(account.accountId) : null;
  const keyed: Keyed[] = [];
  if (service && username) keyed.push({ kind: 'account', value: `${service} ${username}` });
  if (service && accountId) keyed.push({ kind: 'account-id', value: `${service} ${accountId}` });
  if (username && username.length >= LEAST_USERNAME_SIGNS) keyed.push({ kind: 'username', value: username });
  return keyed;
}

/** References that one issuer gives out once in the world; any other is unique to whoever sent it. */
const WORLD_WIDE_REFERENCES: ReadonlySet<string> = new Set(['ncmec', 'iwf', 'inhope', 'nca']);

function referenceOf({ scheme, value }: { scheme: string; value: string }, sourceId: string): Keyed[] {
  const issuer = WORLD_WIDE_REFERENCES.has(tidy(scheme)) ? tidy(scheme) : `${sourceId} ${tidy(scheme)}`;
  return [{ kind: 'reference', value: `${issuer} ${numberOf(issuer, value)}` }];
}

/** Report numbers of the clearing house are digits, however they are quoted: "CyberTip 123456789". */
function numberOf(issuer: string, value: string): string {
  const digits = value.replaceAll(/\D/g, '');
  return issuer === 'ncmec' && digits.length >= LEAST_REPORT_DIGITS ? digits : tidy(value);
}

/** Fewer digits are no report number, and too common to join by. Chosen. */
const LEAST_REPORT_DIGITS = 6;

/** Agencies whose case reference is a report number that others carry too. A police force's is its own. */
const ISSUERS: readonly [RegExp, string][] = [
  [/\bncmec\b|missing (and|&) exploited children|cyber ?tip/i, 'ncmec'],
  [/\biwf\b|internet watch foundation/i, 'iwf'],
  [/\binhope\b/i, 'inhope'],
];

/** "Reported to NCMEC, report 123": the sender's own word that both are one report. */
function ofAgency({ name = '', caseReference }: Agency): Keyed[] {
  const issuer = ISSUERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!issuer || !caseReference) return [];
  return [{ kind: 'reference', value: `${issuer} ${numberOf(issuer, caseReference)}` }];
}
