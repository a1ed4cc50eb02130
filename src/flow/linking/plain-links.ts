import type { PersonActor } from '../../access/index.ts';
import type { Hub, LinkKindName, PersonJudgement, PersonLink, Standing } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import type { ConflictLine } from '../see-conflicts.ts';
import { pairKey, standingOfPair } from './judged-pairs.ts';
import type { GroupPage } from './read-group.ts';
import type { LinksPage } from './read-links.ts';
import type { PairPage } from './read-pair.ts';
import type { ReviewPage } from './read-review.ts';
import type { ShownRecord } from './visible-records.ts';

// Links as programs and the command line read them: codes, numbers and scores, plain JSON, nothing personal.

/** One person of one referral. */
function plainRecord({ id, referral, party, layer, units }: ShownRecord) {
  return { record: id, referral: formatNumber(referral.number), party, layer, heldBy: units };
}

/** `likelihood` stands for a unit, which is told a range and reasons; score and waterfall are the bureau's. */
function plainLink(link: PersonLink, { compartment }: Pick<PersonActor, 'compartment'>) {
  const { bits, probability, band, modelVersion, waterfall } = link;
  const { prior, steps, total } = waterfall;
  if (compartment === null)
    return { probability, bits, band, model: modelVersion, waterfall: { prior, steps, total } };
  const reasons = steps.map(({ attribute, label, bits: weight }) => ({
    attribute,
    label,
    speaks: weight === 0 ? ('neither' as const) : weight > 0 ? ('for' as const) : ('against' as const),
  }));
  return { likelihood: probability, reasons };
}

export function plainStanding({ verdict, decidedBy, at, disagree }: Standing) {
  return { verdict, decidedBy, at, disagreeing: disagree.length };
}

function plainJudgement({ id, a, b, verdict, reason, personId, at, hasNote }: PersonJudgement) {
  return { id, records: [a, b], verdict, reason, by: personId, at, hasNote };
}

export function plainLinks(page: LinksPage, actor: PersonActor) {
  return {
    referral: formatNumber(page.header.number),
    heldBy: page.units,
    people: page.records.map(({ record: { id, party, layer }, group, links, neighbours }) => ({
      record: id,
      party,
      layer,
      group: group && { id: group.id, records: group.members.length },
      links: links.map(({ other, link, standing }) => ({
        ...plainRecord(other),
        link: link && plainLink(link, actor),
        standing: plainStanding(standing),
      })),
      neighbours: neighbours.map(({ other, by }) => ({ ...plainRecord(other), sharing: by })),
    })),
    values: page.values.links.map(({ referral, units, kinds, strength, layer, otherLayer }) => ({
      referral: formatNumber(referral.number),
      heldBy: units,
      kinds,
      strength,
      layer,
      otherLayer,
    })),
    sharedByMany: page.values.hubs.map(plainHub),
    conflicts: page.conflicts.map(plainConflict),
    withheld: { children: page.childrenWithheld, values: page.values.withheld },
    hidden: page.hidden,
  };
}

function plainHub({ kind, layer, referrals, atLeast, party, item }: Hub) {
  return { kind: kind satisfies LinkKindName, layer, referrals, atLeast, party, item };
}

export function plainConflict(line: ConflictLine) {
  const { id, number, otherNumber, unitId, otherUnitId, kinds, raisedAt, acknowledged } = line;
  return {
    id,
    told: unitId,
    referral: formatNumber(number),
    otherUnit: otherUnitId,
    otherReferral: formatNumber(otherNumber),
    kinds,
    raisedAt,
    acknowledged: acknowledged.map(({ personId, at }) => ({ by: personId, at })),
  };
}

export function plainPair({ a, b, link, standing, history, groups }: PairPage, actor: PersonActor) {
  return {
    records: [plainRecord(a), plainRecord(b)],
    link: link && plainLink(link, actor),
    standing: plainStanding(standing),
    history: history.map(plainJudgement),
    groups: [groups.a, groups.b],
  };
}

export function plainGroup(page: GroupPage, actor: PersonActor) {
  return {
    id: page.id,
    layer: page.layer,
    records: page.size,
    members: page.members.map(({ record, since }) => ({ ...plainRecord(record), since })),
    former: page.former.map(({ record, since, until }) => ({ ...plainRecord(record), since, until })),
    links: page.links.map((link) => ({
      records: [link.a, link.b],
      ...plainLink(link, actor),
      standing: plainStanding(standingOfPair(page.standings, pairKey(link))),
    })),
    history: page.judgements.map(plainJudgement),
    hidden: page.hidden,
  };
}

export function plainReview({ pairs, disagreements, moreDisagreements, hidden }: ReviewPage) {
  return {
    undecided: pairs.map(({ a, b, link, isTogether, pairs: decides, expectedChange }) => ({
      records: [plainRecord(a), plainRecord(b)],
      probability: link.probability,
      bits: link.bits,
      together: isTogether,
      decides,
      expectedChange,
    })),
    disagreements: disagreements.map(({ a, b, said }) => ({
      records: [plainRecord(a), plainRecord(b)],
      said: said.map(plainJudgement),
    })),
    moreDisagreements,
    hidden,
  };
}
