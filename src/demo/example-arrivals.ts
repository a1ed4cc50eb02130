import { assess, CURRENT_POLICY, type Incoming } from '../assessment/index.ts';
import { ADAPTERS, chooseAdapter } from '../intake/index.ts';
import type { MatchSummary } from '../matching/index.ts';
import { openFacts, type ReferralContent } from '../referral/index.ts';
import { Dice } from '../shared/dice.ts';
import { type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
import { harmOfIncident } from './harm-of-incident.ts';
import { monthPeriod } from './period.ts';
import { planMonth } from './plan-month.ts';
import type { Truth } from './truth.ts';

const YEAR = 2026;
const MONTHS = 12;

export type ArrivalsRequest = {
  seed: number;
  /** 1 gives about 3,500 a month. */
  scale?: number;
  months?: number;
  onProgress?: (step: string, done: number, total: number) => void;
};

/**
 * A year of arrivals as the desk would assess them, with the harm that the generator knows of: example months one after
 * another, read by the real adapters and assessed under the policy in force. Novelty is counted over the contents that
 * the generator knows to be the same; links between people are left out. In the order of receipt.
 */
export function exampleArrivals({
  seed,
  scale = 1,
  months = MONTHS,
  onProgress,
}: ArrivalsRequest): Incoming[] {
  const arrivals: Incoming[] = [];
  const seen = new Map<string, Set<string>>();
  for (let month = 1; month <= months; month += 1) {
    onProgress?.('Reading the example year', month - 1, months);
    arrivals.push(...monthOfArrivals({ seed: seed * 100 + month, month, scale, seen }));
  }
  onProgress?.('Reading the example year', months, months);
  return arrivals.sort((a, b) => a.receivedAt - b.receivedAt);
}

type Month = { seed: number; month: number; scale: number; seen: Map<string, Set<string>> };

function monthOfArrivals({ seed, month, scale, seen }: Month): Incoming[] {
  const request = { seed, scale, period: monthPeriod(`${YEAR}-${String(month).padStart(2, '0')}`) };
  const harms = harmsOf(request);
  const { documents, truth } = writeExampleDocuments(request);
  const truths = Map.groupBy(truth, ({ document }) => document);
  return documents.flatMap((document) => {
    const known = truths.get(document.key)!;
    if (known.some(({ broken }) => broken)) return [];
    return contentsOf(document).map((content, i) => {
      const of = known[Math.min(i, known.length - 1)]!;
      const match = matchOf(document.sourceId, of, { seen, month });
      return {
        receivedAt: document.receivedAt.getTime(),
        sourceId: document.sourceId,
        assessment: assess({ facts: openFacts(content), match, links: null }, CURRENT_POLICY),
        harm: harms.get(of.incident) ?? 0,
      };
    });
  });
}

function harmsOf(request: Parameters<typeof planMonth>[0]): Map<string, number> {
  const dice = new Dice(request.seed).fork('harm');
  const incidents = new Map(planMonth(request).map(({ incident }) => [incident.id, incident]));
  return new Map([...incidents].map(([id, incident]) => [id, harmOfIncident(dice, incident)]));
}

function contentsOf({ raw, adapter, receivedAt }: ExampleDocument): ReferralContent[] {
  const reader = chooseAdapter(ADAPTERS, raw, { adapter })!;
  const parts = reader.split?.(raw) ?? [raw];
  return parts.map((part) => reader.read(part, { receivedAt, reliability: '1' }).content);
}

/** Reporters from which circulating content counts as viral here; the desk's own rule also looks at time. Chosen. */
const VIRAL_FROM = 5;

function matchOf(
  sourceId: string,
  { contents }: Truth,
  { seen, month }: Pick<Month, 'seen' | 'month'>,
): MatchSummary {
  // Contents of different months are different ones, but for what circulates.
  const keys = contents.map((id) => (id.startsWith('fresh') ? `${month} ${id}` : id));
  const before = keys.map((key) => seen.get(key)?.size ?? 0);
  for (const key of keys) seen.set(key, (seen.get(key) ?? new Set()).add(sourceId));
  const known = before.filter((reporters) => reporters > 0).length;
  const isViral =
    keys.length > 0 && keys.every((key, i) => key.startsWith('viral') && before[i]! + 1 >= VIRAL_FROM);
  return {
    hashedFiles: keys.length,
    seenBefore: known,
    reporters: Math.max(1, ...before),
    members: known + 1,
    novelty: keys.length === 0 ? 'no-hashes' : known < keys.length ? 'first-seen' : 'seen-before',
    viral: isViral ? 'viral' : 'none',
    circulation: null,
  };
}
