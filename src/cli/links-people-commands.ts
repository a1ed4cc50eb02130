import { namesOfPeople } from '../access/index.ts';
import {
  plainGroup,
  plainLinks,
  plainPair,
  plainReview,
  plainStanding,
  readGroup,
  readLinkQuality,
  readLinks,
  readPair,
  readReview,
  setOpeningBound,
  stateJudgement,
  stateNoJudgement,
} from '../flow/index.ts';
import type { Purpose } from '../ledger/index.ts';
import { LINK_BANDS } from '../linking/index.ts';
import { findReferral } from '../referral/index.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

// The links of people as the API tells them: `--json` prints the same documents.

type Shown = { record: number; referral: string; layer: string; party: number };
const nameOf = ({ referral, layer, party }: Shown) => `${referral} ${layer} ${party + 1}`;
const percent = (probability: number) => `${(probability * 100).toFixed(probability > 0.99 ? 2 : 0)} %`;

type ShownLink = ReturnType<typeof plainPair>['link'];
function likelihoodOf(link: ShownLink): string {
  if (link === null) return 'not scored';
  return percent('probability' in link ? link.probability : link.likelihood);
}

/** `everydot links show NUMBER [--purpose P]`. */
export async function showLinksCommand(
  { opened: { store }, person }: Acting,
  number: string,
  { purpose }: { purpose: string },
): Promise<Result> {
  const id = await findReferral(store.db, number);
  const page = plainLinks(await readLinks(store, person, id, purpose as Purpose), person);
  const body = page.people.flatMap(({ record, links }) =>
    links.map(({ link, standing, ...other }) => [
      record,
      other.record,
      nameOf(other),
      likelihoodOf(link),
      standing.verdict ?? 'undecided',
      other.heldBy.join(', '),
    ]),
  );
  const groups = page.people.flatMap(({ record, group }) =>
    group ? [`Record ${record} is in group ${group.id}, of ${group.records} records.`] : [],
  );
  const hubs = page.sharedByMany.map(
    ({ kind, referrals, atLeast }) => `${kind} shared by ${atLeast ? 'at least ' : ''}${referrals} referrals`,
  );
  return {
    json: { purpose, ...page },
    lines: [
      ...tableLines(['record', 'other', 'who', 'probability', 'standing', 'held by'], body),
      ...groups,
      ...hubs,
      ...(page.hidden > 0 ? [`${page.hidden} hidden by permission.`] : []),
    ],
  };
}

/** `everydot links pair ONE OTHER`. */
export async function showPairCommand(
  { opened: { store }, person }: Acting,
  asked: { one: number; other: number },
): Promise<Result> {
  const pair = plainPair(await readPair(store, person, asked), person);
  const names = await namesOfPeople(
    store.db,
    pair.history.map(({ by }) => by),
  );
  const history = pair.history.map(({ at, by, verdict, reason }) => [
    at.toISOString().slice(0, 16).replace('T', ' '),
    names.get(by) ?? '',
    verdict,
    reason,
  ]);
  return {
    json: pair,
    lines: [
      `${pair.records.map(nameOf).join(' and ')}: ${likelihoodOf(pair.link)}`,
      ...waterfallLines(pair.link),
      ...(history.length > 0 ? tableLines(['when (UTC)', 'who', 'verdict', 'reason'], history) : []),
    ],
  };
}

function waterfallLines(link: ShownLink): string[] {
  if (link === null || !('waterfall' in link)) return [];
  const { prior, steps, total } = link.waterfall;
  const rows = steps.flatMap(({ attribute, label, bits, frequencyBits }) => [
    [attribute, label, bits.toFixed(2)],
    ...(frequencyBits === 0 ? [] : [[attribute, 'how common', frequencyBits.toFixed(2)]]),
  ]);
  return tableLines(
    ['attribute', 'found', 'bits'],
    [['', 'before anything is compared', prior.toFixed(2)], ...rows, ['', 'sum', total.toFixed(2)]],
  );
}

/** `everydot links group ID`. */
export async function showGroupCommand({ opened: { store }, person }: Acting, id: string): Promise<Result> {
  const group = plainGroup(await readGroup(store, person, id), person);
  const body = group.members.map((member) => [
    member.record,
    nameOf(member),
    member.heldBy.join(', '),
    member.since?.toISOString().slice(0, 10) ?? '',
  ]);
  return { json: group, lines: tableLines(['record', 'who', 'held by', 'since'], body) };
}

/** `everydot links review [--children] [--limit N] [--skip N]`. */
export async function reviewLinksCommand(
  { opened: { store }, person }: Acting,
  { limit, skip, children }: { limit: number; skip: number; children?: boolean },
): Promise<Result> {
  const asked = { limit, skip, children: children ?? false };
  const review = plainReview(await readReview(store, person, asked));
  const body = review.undecided.map(({ records, probability, together, decides }) => [
    ...records.map(({ record }) => record),
    records.map(nameOf).join(' and '),
    percent(probability),
    `${together ? 'may part' : 'may join'} ${decides}`,
  ]);
  return {
    json: review,
    lines: [
      ...tableLines(['one', 'other', 'who', 'probability', 'pairs of records'], body),
      ...review.disagreements.map(
        ({ records }) => `People disagree on ${records.map(nameOf).join(' and ')}.`,
      ),
    ],
  };
}

type Judging = { one: number; other: number; verdict: string; reason: string; note?: string };

/** `everydot links judge ONE OTHER --verdict V --reason R`. */
export async function judgeLinkCommand({ opened, person }: Acting, asked: Judging): Promise<Result> {
  return stated(await stateJudgement(opened.store, person, asked));
}

/** `everydot links undo ONE OTHER`. */
export async function undoLinkCommand(
  { opened, person }: Acting,
  asked: { one: number; other: number },
): Promise<Result> {
  return stated(await stateNoJudgement(opened.store, person, asked));
}

function stated({ standing, repeated, groups }: Awaited<ReturnType<typeof stateJudgement>>): Result {
  const outcome = repeated ? 'It stood so already.' : `${groups} groups changed.`;
  return {
    json: { standing: plainStanding(standing), repeated, groups },
    lines: [`${outcome} The pair stands as ${standing.verdict ?? 'undecided'}.`],
  };
}

/** `everydot links quality`: precision by band, each model on the judged sample, who was refused at the bound. */
export async function qualityCommand({ opened, person }: Acting): Promise<Result> {
  const { quality, onSample, bound, refused, waiting } = await readLinkQuality(opened.store, person);
  const bands = quality.bands.map(({ band, pairs, same, different, precision, stillNeeded }) => [
    LINK_BANDS[band as keyof typeof LINK_BANDS].label,
    pairs,
    same + different,
    precision
      ? `${percent(precision.share)} (${percent(precision.low)} to ${percent(precision.high)})`
      : `${stillNeeded} more to judge`,
  ]);
  const models = onSample.map(({ version, same, different, surpriseBits }) => [
    version,
    `${same.links} of ${same.pairs}`,
    `${different.links} of ${different.pairs}`,
    surpriseBits?.toFixed(2) ?? '',
  ]);
  return {
    json: { bands: quality.bands, overall: quality.overall, models: onSample, waiting, bound, refused },
    lines: [
      ...tableLines(['band', 'pairs', 'judged', 'right'], bands),
      '',
      ...tableLines(['model', 'links of one person', 'links of two', 'surprise, bits'], models),
      '',
      `${waiting} drawn pairs wait to be judged. ${bound.pairsPerDay} pairs may be opened in 24 hours.`,
      ...refused.map(({ name, refused: times }) => `${name} was refused ${times} times.`),
    ],
  };
}

/** `everydot links bound PAIRS`. */
export async function boundCommand({ opened, person }: Acting, pairsPerDay: number): Promise<Result> {
  await setOpeningBound(opened.store, person, pairsPerDay);
  return { json: { pairsPerDay }, lines: [`${pairsPerDay} pairs may be opened in 24 hours.`] };
}
