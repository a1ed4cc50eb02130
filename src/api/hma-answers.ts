import type { FastifyReply } from 'fastify';
import type { LookupAnswer, ToldListing } from '../flow/index.ts';
import { isDatabaseFault } from '../shared/database-fault.ts';
import { Problem } from '../shared/problem.ts';

// Answers in the shapes that clients of Hasher-Matcher-Actioner read. Source: its OpenAPI description and schemas,
// 2026-07 (github facebook/ThreatExchange, hasher-matcher-actioner).

/** What it calls its kinds of hash, and what we do. */
export const SIGNAL_TYPES = {
  pdq: 'pdq',
  video_md5: 'md5',
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
} as const;
export type SignalType = keyof typeof SIGNAL_TYPES;

/** Of a distance that the client is not granted: the field is required there, and holds text. */
const WITHHELD = 'withheld';

type Match = {
  bank_content_id: number;
  distance: string;
  classification: string | null;
  scheme: string;
  opinions: ToldListing['opinions'];
};

/** Matches by list. `banks`: only these lists; null: all. What is not to be acted on is no match there. */
export function matchesByBank(
  answers: readonly LookupAnswer[],
  banks: ReadonlySet<string> | null,
): Record<string, Match[]> {
  const listings = actionableListings(answers, banks);
  const byList = Map.groupBy(listings, ({ list }) => list);
  return Object.fromEntries([...byList].map(([list, of]) => [list, of.map(matchOf)]));
}

/** The same as one list. */
export function rawMatches(
  answers: readonly LookupAnswer[],
  banks: ReadonlySet<string> | null,
  withDistance: boolean,
): (number | Pick<Match, 'bank_content_id' | 'distance'>)[] {
  return actionableListings(answers, banks).map((listing) => {
    const { bank_content_id, distance } = matchOf(listing);
    return withDistance ? { bank_content_id, distance } : bank_content_id;
  });
}

/** Each entry once, by its nearest hit: they come nearest first. */
function actionableListings(
  answers: readonly LookupAnswer[],
  banks: ReadonlySet<string> | null,
): ToldListing[] {
  const listings = answers
    .filter(({ actionable }) => actionable)
    .flatMap((answer) => answer.listings)
    .filter(({ meaning, standing }) => meaning === 'harmful' && standing === 'stands')
    .filter(({ list }) => banks === null || banks.has(list));
  const first = new Map(listings.toReversed().map((listing) => [listing.entry, listing]));
  return [...first.values()].reverse();
}

function matchOf({ entry, distance, classification, scheme, opinions }: ToldListing): Match {
  return {
    bank_content_id: entry,
    distance: distance === undefined ? WITHHELD : String(distance),
    classification,
    scheme,
    opinions,
  };
}

/** An error as its clients read one: a message; `details` is our code. */
export function answerHmaFailure(
  failure: unknown,
  reply: FastifyReply,
  onBug: (code: string) => void,
): FastifyReply {
  const problem = problemFrom(failure);
  if (problem === undefined) {
    const { code, name } = failure as { code?: unknown; name?: unknown };
    onBug(typeof code === 'string' ? code : String(name));
    return reply.code(500).send({ message: 'Something went wrong here' });
  }
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer, Basic realm="hash lookup"');
  if (problem.status === 503 || problem.status === 429) reply.header('retry-after', '1');
  return reply.code(problem.status).send({ message: problem.message, details: problem.code });
}

function problemFrom(failure: unknown): Problem | undefined {
  if (failure instanceof Problem) return failure.status === 500 ? undefined : failure;
  if (isDatabaseFault(failure)) return new Problem('store.unreachable');
  const { statusCode } = failure as { statusCode?: number };
  if (statusCode === undefined || statusCode >= 500) return undefined;
  return new Problem(statusCode === 413 ? 'intake.too-large' : 'api.bad-request');
}
