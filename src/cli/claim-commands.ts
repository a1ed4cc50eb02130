import { correctClaim, reviewClaim, seeClaim, seeClaims, stateClaim, withdrawClaim } from '../flow/index.ts';
import type { ClaimTopic, KnownFrom, RegisteredClaim, StandingClaim } from '../publication/index.ts';
import { CLAIM_TOPICS, KNOWN_FROM } from '../publication/index.ts';
import type { Acting, Result } from './command.ts';

/** What a claim is described by on the command line; what is not given is as it was, or not said. */
export type ClaimOptions = {
  topic?: ClaimTopic;
  statement?: string;
  value?: number;
  unit?: string;
  saidBy?: string;
  saidOn?: string;
  document?: string;
  knownFrom?: KnownFrom;
  period?: string;
  method?: string;
  caveat?: string[];
  counted?: string;
  notRecorded?: number;
  contradicts?: string[];
  contradiction?: string;
};

/** `everydot claims list`. */
export async function listClaimsCommand({ opened, person }: Acting): Promise<Result> {
  const page = await seeClaims(opened.store, person);
  const lines = page.standing.flatMap((claim) => [
    `${claim.id}: ${claim.statement}`,
    `  ${claim.saidBy}, ${claim.saidOn}. ${KNOWN_FROM[claim.knownFrom].label}.`,
  ]);
  const against = page.contradictions.map(
    ({ a, b, because }) => `${a} and ${b} do not agree: ${because ?? 'their values differ.'}`,
  );
  return { json: page, lines: [...lines, ...(against.length > 0 ? ['', ...against] : [])] };
}

/** `everydot claims show ID`. Throws `picture.unknown-claim`. */
export async function showClaimCommand({ opened, person }: Acting, id: string): Promise<Result> {
  const page = await seeClaim(opened.store, person, id);
  const versions = page.versions.map(
    ({ version, act, reason, doneAt }) =>
      `  version ${version}: ${act}${doneAt === null ? '' : ` ${doneAt}`}${reason === null ? '' : `: ${reason}`}`,
  );
  const against = page.against.map(
    ({ claim, because }) => `Does not agree with ${claim.id}: ${because ?? 'their values differ.'}`,
  );
  return { json: page, lines: [...claimLines(page.claim), ...against, ...versions] };
}

function claimLines(claim: StandingClaim): string[] {
  const { coverage, shareNotRecorded: share } = claim;
  return [
    `${claim.id}${claim.isWithdrawn ? ' (withdrawn)' : ''}, version ${claim.version}: ${claim.statement}`,
    ...(claim.value === null ? [] : [`Value: ${claim.value.toLocaleString('en-GB')} ${claim.unit}`]),
    `About: ${CLAIM_TOPICS[claim.topic].label}`,
    `Said by: ${claim.saidBy}, ${claim.saidOn}, in: ${claim.document}`,
    `Known: ${KNOWN_FROM[claim.knownFrom].label}`,
    `Applies to: ${claim.period ?? 'nobody said'}`,
    `Method: ${claim.method}`,
    ...(coverage === null ? [] : [`Who was counted: ${coverage}`]),
    ...(share === null ? [] : [`Not recorded for: ${Math.round(share * 1000) / 10} %`]),
    ...claim.caveats.map((caveat) => `- ${caveat}`),
  ];
}

/** `everydot claims add`. Throws `picture.invalid-claim`. */
export async function addClaimCommand({ opened, person }: Acting, options: ClaimOptions): Promise<Result> {
  const id = await stateClaim(opened.store, person, withOptions(NOTHING, options));
  return { json: { id }, lines: [`${id} is in the register.`] };
}

/** `everydot claims correct ID --shown VERSION`: what is not given is as it was in that version. */
export async function correctClaimCommand(
  { opened, person }: Acting,
  id: string,
  { reason, shown, ...options }: ClaimOptions & { reason: string; shown: number },
): Promise<Result> {
  const { claim } = await seeClaim(opened.store, person, id);
  const { version: _, isWithdrawn: __, reviewedOn: ___, ...registered } = claim;
  await correctClaim(opened.store, person, {
    claim: { ...withOptions(registered, options), id },
    shown,
    reason,
  });
  return { json: { id, version: shown + 1 }, lines: [`${id} is corrected: version ${shown + 1}.`] };
}

/** `everydot claims withdraw ID`. */
export async function withdrawClaimCommand(
  { opened, person }: Acting,
  id: string,
  asked: { shown: number; reason: string },
): Promise<Result> {
  await withdrawClaim(opened.store, person, { id, ...asked });
  return { json: { id }, lines: [`${id} is withdrawn; its history stays.`] };
}

/** `everydot claims review ID`. */
export async function reviewClaimCommand(
  { opened, person }: Acting,
  id: string,
  { shown }: { shown: number },
): Promise<Result> {
  await reviewClaim(opened.store, person, { id, shown });
  return { json: { id }, lines: [`${id} stands.`] };
}

const NOTHING: Omit<RegisteredClaim, 'id'> = {
  topic: 'other',
  statement: '',
  value: null,
  unit: '',
  saidBy: '',
  saidOn: '',
  document: '',
  knownFrom: 'secondary',
  period: null,
  method: '',
  caveats: [],
  coverage: null,
  shareNotRecorded: null,
  contradicts: [],
  contradiction: '',
};

function withOptions(
  claim: Omit<RegisteredClaim, 'id'>,
  { counted, notRecorded, caveat, ...options }: ClaimOptions,
): Omit<RegisteredClaim, 'id'> {
  return {
    ...claim,
    ...options,
    ...(caveat === undefined ? {} : { caveats: caveat }),
    ...(counted === undefined ? {} : { coverage: counted }),
    ...(notRecorded === undefined ? {} : { shareNotRecorded: notRecorded }),
  };
}
