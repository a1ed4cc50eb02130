import type { Answer, FactName, ReferralContent } from '../referral/index.ts';
import type { Service } from './invented.ts';
import type { Person, WorldAccount, WorldContent } from './world.ts';

/** One use of a person's line. `at`: milliseconds UTC. */
export type Use = { ip: string; port?: number; at: number; event: 'login' | 'upload' | 'registration' };

export type IncidentFile = { content: WorldContent; at: number; name: string; annotations: string[] };

/** What happened in the generated world; one or several documents report it. */
export type Incident = {
  id: string;
  type: ReferralContent['incidentType'];
  /** Milliseconds UTC. */
  at: number;
  service: Service;
  suspects: Person[];
  /** The main suspect's account on the service. */
  account?: WorldAccount;
  recipients: Person[];
  children: Person[];
  files: IncidentFile[];
  uses: Use[];
  facts: Partial<Record<FactName, Answer>>;
  flags: string[];
  /** Why a child may be in danger now; the sender says so too. */
  urgent?: string;
  /** Identifiers that many strangers have too: defaults that programs fill in. */
  placeholders?: { email?: string; phone?: string; device?: string };
  /** The report says as little as the law asks for. */
  thin: boolean;
  country: string;
};

/** Names of the adapters. */
export type DocumentKind =
  | 'cybertip-xml'
  | 'cybertip-json'
  | 'hotline-csv'
  | 'native-json'
  | 'public-form'
  | 'bank-report';

/** Somebody tells the bureau of an incident. */
export type Report = { incident: Incident; kind: DocumentKind; sourceId: string; receivedAt: number };

/** "2026-10-03T14:05:00+01:00": an instant as a sender at that offset writes it. */
export function writtenTime(at: number, offset: string): string {
  if (offset === 'Z') return new Date(at).toISOString().replace('.000Z', 'Z');
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset)!;
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(at + shift).toISOString().replace('.000Z', offset);
}
