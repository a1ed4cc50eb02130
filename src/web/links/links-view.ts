import { isOneClick, type LinkedRecord, type LinkOfRecord, type LinksPage } from '../../flow/index.ts';
import { CONFLICT_KINDS, LAYERS, LINK_KINDS, STRENGTHS } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { tag } from '../frame/tags.ts';
import { pictureOf } from './links-picture.ts';
import { judgementLines } from './pair-view.ts';
import {
  decidedText,
  hubHref,
  hubText,
  pairHref,
  personText,
  recordText,
  referralLine,
  type Shown,
  standingTag,
  unitsText,
} from './record-view.ts';
import { likelihoodFor, reasonsView, waterfallView, yardstickView } from './waterfall-view.ts';

const STRENGTH_COLOURS = { strong: 'blue', medium: 'yellow', weak: 'grey' } as const;

type Context = Shown & { mayJudge: boolean };

/** Pure. What a referral may share with others, in words and pictures. */
export function linksView(page: LinksPage, context: Context) {
  const { reader } = context;
  const { words, term } = reader;
  const number = formatNumber(page.header.number);
  return {
    number,
    title: words.links.title(number),
    hidden: page.hidden,
    records: page.records.map((linked) => ({
      id: linked.record.id,
      heading: personText(linked.record, reader),
      group: linked.group && {
        href: `/links/groups/${linked.group.id}`,
        text: words.links.group(linked.group.members.length),
      },
      links: linked.links.map((link) => linkRow(linked.record.id, link, context)),
      neighbours: linked.neighbours.map(({ other, by }) => ({
        ...referralLine(other.referral, context),
        person: personText(other, reader),
        by: by.map((kind) => words.links.sharedBy[kind]).join(', '),
      })),
      said: saidOf(linked, context),
    })),
    childrenWithheld: page.childrenWithheld,
    picture: pictureOf(page, context),
    values: page.values.links.map((value) => ({
      ...referralLine(value.referral, context),
      unit: unitsText(value.units, context),
      strength: tag(term(STRENGTHS, value.strength), STRENGTH_COLOURS[value.strength]),
      kinds: value.kinds.map((kind) => term(LINK_KINDS, kind)).join(', '),
      layers:
        value.layer === value.otherLayer
          ? term(LAYERS, value.layer)
          : words.joined.across(term(LAYERS, value.layer), term(LAYERS, value.otherLayer)),
    })),
    withheld: page.values.withheld,
    hubs: page.values.hubs.map((hub) => ({ text: hubText(hub, reader), href: hubHref(number, hub) })),
    held: page.conflicts.map((conflict) => {
      const kinds = conflict.kinds.map((kind) => term(CONFLICT_KINDS, kind)).join(', ');
      const told = conflict.unit ?? words.joined.bureau;
      const text = words.joined.conflict(
        `${told} (${formatNumber(conflict.number)})`,
        `${conflict.otherUnit} (${formatNumber(conflict.otherNumber)})`,
        kinds,
      );
      return conflict.acknowledged.length > 0 ? `${text} ${words.joined.conflictSeen}` : text;
    }),
    scale: yardstickView(reader),
  };
}

/** The history of one record: what people decided, each with the other record. */
function saidOf({ record, links, said }: LinkedRecord, context: Context) {
  const texts = new Map(links.map(({ other }) => [other.id, recordText(other, context.reader)]));
  return judgementLines(said, context).map((line, i) => {
    const { a, b } = said[i]!;
    const other = a === record.id ? b : a;
    const href = context.mayJudge ? pairHref(record.id, other) : null;
    return { ...line, pair: texts.get(other) ?? context.reader.words.service.unknown, href };
  });
}

function linkRow(recordId: number, { other, link, standing }: LinkOfRecord, context: Context) {
  const { reader } = context;
  const line = referralLine(other.referral, context);
  const of = `${line.number}, ${personText(other, reader)}`;
  return {
    ...line,
    person: personText(other, reader),
    unit: unitsText(other.units, context),
    href: context.mayJudge ? pairHref(recordId, other.id) : null,
    probability: link && likelihoodFor(link.probability, context),
    standing: standingTag(standing, reader),
    by: decidedText(standing, context),
    confirm: context.mayJudge && isOneClick(link) && standing.verdict === null,
    waterfall:
      link && context.isBureau ? waterfallView(link, { id: `${recordId}-${other.id}`, of }, reader) : null,
    reasons: link && !context.isBureau ? reasonsView(link, reader) : [],
  };
}
