import type { PairPage, ShownRecord } from '../../flow/index.ts';
import { JUDGEMENT_REASONS, type PersonJudgement } from '../../linking/index.ts';
import type { Reader } from '../frame/reader.ts';
import {
  bandText,
  decidedText,
  type LinkNames,
  personText,
  recordText,
  referralLine,
  type Shown,
  standingTag,
  unitsText,
} from './record-view.ts';
import { probabilityView, waterfallView, yardstickView } from './waterfall-view.ts';

/** Pure. A pair in words: codes, scores and what people said; nothing that the referrals say. */
export function pairView(page: PairPage, shown: Shown) {
  const { reader, names } = shown;
  const { words } = reader;
  const { a, b, link, standing } = page;
  const of = `${recordText(a, reader)} / ${recordText(b, reader)}`;
  return {
    title: words.linkPair.title,
    sides: [sideView(a, page.groups.a, shown), sideView(b, page.groups.b, shown)],
    sameGroup: page.groups.a !== null && page.groups.a === page.groups.b ? page.groups.a : null,
    likelihood: link && probabilityView(link.probability, reader),
    band: link && bandText(link.band, reader),
    model: link?.modelVersion ?? null,
    waterfall: link && waterfallView(link, { id: 'pair', of }, reader),
    standing: standingTag(standing, reader),
    by: decidedText(standing, shown),
    contradiction:
      standing.disagree.length > 0
        ? words.linkPair.contradiction(standing.disagree.map((id) => nameOf(id, names, reader)).join(', '))
        : null,
    history: judgementLines(page.history, shown),
    scale: yardstickView(reader),
  };
}

function sideView(record: ShownRecord, group: string | null, shown: Shown) {
  return {
    ...referralLine(record.referral, shown),
    person: personText(record, shown.reader),
    unit: unitsText(record.units, shown),
    group: group && `/links/groups/${group}`,
  };
}

export function nameOf(id: string, { people }: LinkNames, { words }: Reader): string {
  return people.get(id) ?? words.service.unknown;
}

/** What people said, the latest first. */
export function judgementLines(history: readonly PersonJudgement[], { reader, names }: Shown) {
  const { words, term, time } = reader;
  return history.map(({ id, at, personId, verdict, reason, hasNote }) => ({
    note: hasNote ? id : null,
    at: time(at),
    who: nameOf(personId, names, reader),
    what: reason === 'judged-in-error' ? words.linkPair.takenBack : words.linkPair.verdicts[verdict],
    reason: term(JUDGEMENT_REASONS, reason),
  }));
}
