import type { ScreenEvent } from '../events/screen-event.ts';
import type { Decision, Role } from '../screen/decision.ts';
import type { AccountPart, Incident, IncidentFile } from './incident.ts';

/** The most that one report tells of each sort: the rest is in the platform's records, which it preserves. */
const MOST_TOLD = 200;

/** A role is told as such only if it is likelier than all others together. */
const LIKELY = 0.5;

/** What a decision of the screen says to a bureau. Pure: the same decision and events give the same incident. */
export function incidentOfDecision(decision: Decision, evidence: readonly ScreenEvent[]): Incident {
  return {
    at: decision.at,
    incidentType: incidentTypeOf(decision),
    accounts: accountsOf(decision, evidence).slice(0, MOST_TOLD),
    protect: decision.protect,
    interrupted: decision.action === 'interrupt-and-report',
    files: evidence.flatMap(fileOf).slice(0, MOST_TOLD),
    payments: evidence.filter((event) => event.type === 'payment').slice(-MOST_TOLD),
    streams: streamsOf(decision, evidence).slice(0, MOST_TOLD),
    detectedBy: detectedBy(decision),
    evidence: decision.evidence.slice(0, MOST_TOLD),
  };
}

function incidentTypeOf({ subject, reasons, protect }: Decision): Incident['incidentType'] {
  const told = new Set(reasons.map(({ family }) => family));
  if (protect && (told.has('extortion') || told.has('threat'))) return 'financial-sextortion';
  if (subject.kind !== 'stream') return 'payment-for-abuse';
  return told.size === 1 && told.has('content') ? 'csam-possession-or-distribution' : 'live-streamed-abuse';
}

/** The account that the roles are about first; then everybody else who is named, as associates at most. */
function accountsOf(decision: Decision, evidence: readonly ScreenEvent[]): Incident['accounts'] {
  const { subject } = decision;
  const first = decision.roleOf === UNKNOWN ? streamerOf(decision, evidence) : decision.roleOf;
  const pair = subject.kind === 'pair' ? subject.id.split(' ') : [];
  const others = new Set([...pair, ...evidence.flatMap(accountsIn)]);
  if (first !== undefined) others.delete(first);
  const parts = [...others].map((account) => ({ account, part: 'associate' as const }));
  return first === undefined ? parts : [{ account: first, part: partOf(decision) }, ...parts];
}

/** What the screen says of a stream whose start it has not been told. */
const UNKNOWN = 'unknown';

function streamerOf({ subject }: Decision, evidence: readonly ScreenEvent[]): string | undefined {
  const start = evidence.find((event) => event.type === 'stream.started' && event.stream === subject.id);
  return start?.type === 'stream.started' ? start.account : undefined;
}

/** A child in need is never told as a suspect, however likely another role may be. */
function partOf({ role, protect }: Decision): AccountPart {
  if (protect) return 'child';
  const likeliest = (Object.keys(role) as Role[]).find((each) => role[each] > LIKELY);
  if (likeliest === 'extorted-child') return 'child';
  return likeliest === 'buyer' || likeliest === 'facilitator' ? 'suspect' : 'unknown';
}

function accountsIn(event: ScreenEvent): string[] {
  if (event.type === 'payment') return [event.payer.account, event.beneficiary.account];
  return 'account' in event ? [event.account] : [];
}

function fileOf(event: ScreenEvent): IncidentFile[] {
  if (event.type !== 'frame.hashed' || !event.hits?.some(({ meaning }) => meaning === 'harmful')) return [];
  const { id, time, pdq, quality } = event;
  return [{ id, hashes: { pdq: { hash: pdq.toLowerCase(), quality } }, live: true, at: time }];
}

function streamsOf({ subject, preserve }: Decision, evidence: readonly ScreenEvent[]): Incident['streams'] {
  const started = new Map(
    evidence.flatMap((event) =>
      event.type === 'stream.started' ? [[event.stream, event.time] as const] : [],
    ),
  );
  const ids = new Set([...(subject.kind === 'stream' ? [subject.id] : []), ...preserve.streams]);
  return [...ids].map((stream) => {
    const startedAt = started.get(stream);
    return { stream, ...(startedAt !== undefined && { startedAt }) };
  });
}

function detectedBy({ reasons, rules, score, role, action }: Decision): string[] {
  const likelihoods = Object.entries(role).map(([name, share]) => `${name} ${Math.round(share * 100)} %`);
  return [
    `Rule set ${rules.id} ${rules.version}: ${action}, score ${score.toFixed(2)}.`,
    `Hypothesis about the first account, for people to judge: ${likelihoods.join(', ')}.`,
    ...reasons.map(
      ({ explanation, rule, version, weight, source }) =>
        `${explanation.en} (${rule} ${version}, weight ${weight}; ${source})`,
    ),
  ];
}
