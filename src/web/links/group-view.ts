import {
  type GroupPage,
  type LinkGroupMember,
  pairKey,
  standingOfPair,
  weakestLink,
} from '../../flow/index.ts';
import { explainConnection, type PersonLink } from '../../linking/index.ts';
import { drawnMembers, drawnTies, MOST_FULLY_DRAWN } from './group-ties.ts';
import { connectionsView, recordBox } from './links-picture.ts';
import { judgementLines } from './pair-view.ts';
import {
  pairHref,
  personText,
  recordText,
  referralLine,
  type Shown,
  standingTag,
  unitsText,
} from './record-view.ts';
import { likelihoodFor, yardstickView } from './waterfall-view.ts';

/** Members drawn; the table of members holds all. Chosen, by looking: more cannot be read at once. */
const MOST_DRAWN = 30;
/** Links in the table, the strongest first. Chosen: four hundred members can have eighty thousand. */
const MOST_TIES = 300;

type Context = Shown & { mayJudge: boolean; ends: { from: number; to: number } };

/** Pure. A proposed group in words and pictures. */
export function groupView(page: GroupPage, context: Context) {
  const { reader } = context;
  const { words, day } = reader;
  const texts = new Map(page.members.map(({ record }) => [record.id, recordText(record, reader)]));
  for (const { record } of page.former) texts.set(record.id, recordText(record, reader));
  const weakest = weakestLink(page.links, page.standings);
  return {
    id: page.id,
    isBureau: context.isBureau,
    title: words.linkGroup.title(page.size),
    layer: words.links.layers[page.layer],
    hidden: page.hidden,
    members: page.members.map((member) => ({
      ...memberRow(member, context),
      removeHref:
        context.mayJudge && page.members.length > 1
          ? `/links/groups/${page.id}/remove/${member.record.id}`
          : null,
    })),
    former: page.former.map(({ record, since, until }) => ({
      ...memberRow({ record, since }, context),
      until: day(until),
    })),
    weakest: weakest && {
      text: words.linkGroup.weakestLead(
        texts.get(weakest.a)!,
        texts.get(weakest.b)!,
        likelihoodFor(weakest.probability, context).percent,
      ),
      href: context.mayJudge ? pairHref(weakest.a, weakest.b) : null,
    },
    picture: page.members.length > 1 ? pictureOf(page, weakest, context) : null,
    moreMembers: Math.max(0, page.members.length - MOST_DRAWN),
    moreTies: Math.max(0, page.links.length - MOST_TIES),
    isThinned: page.members.length > MOST_FULLY_DRAWN,
    ties: page.links.slice(0, MOST_TIES).map((link) => tieRow(link, { page, texts, context })),
    choices: page.members.map(({ record }) => ({ value: String(record.id), text: texts.get(record.id)! })),
    path: pathOf(page, { context, texts }),
    judgements: judgementLines(page.judgements, context).map((line, i) => {
      const { a, b } = page.judgements[i]!;
      return {
        ...line,
        pair: `${texts.get(a) ?? words.service.unknown} / ${texts.get(b) ?? words.service.unknown}`,
        href: context.mayJudge ? pairHref(a, b) : null,
      };
    }),
    scale: yardstickView(reader),
  };
}

function memberRow({ record, since }: LinkGroupMember, context: Context) {
  const line = referralLine(record.referral, context);
  return {
    ...line,
    linksHref: `/referrals/${line.number}/links`,
    person: personText(record, context.reader),
    unit: unitsText(record.units, context),
    since: since === null ? null : context.reader.day(since),
  };
}

function pictureOf(page: GroupPage, weakest: PersonLink | null, context: Context) {
  const { words } = context.reader;
  const ids = page.members.map(({ record }) => record.id);
  const drawn = drawnMembers(ids, { links: page.links, weakest, most: MOST_DRAWN });
  const members = page.members.map(({ record }) => record).filter(({ id }) => drawn.has(id));
  const ties = drawnTies(page, context, drawn);
  return connectionsView(
    { boxes: members.map((record) => recordBox(record, context)), ties },
    {
      id: 'group',
      label: words.linkGroup.picture,
      description: words.linkGroup.pictureText(members.length, ties.length),
    },
    context.reader,
  );
}

type Around = { page: GroupPage; texts: ReadonlyMap<number, string>; context: Context };

function tieRow(link: PersonLink, { page, texts, context }: Around) {
  const { words, percent } = likelihoodFor(link.probability, context);
  return {
    from: texts.get(link.a)!,
    to: texts.get(link.b)!,
    through: `${words} (${percent})`,
    standing: standingTag(standingOfPair(page.standings, pairKey(link)), context.reader),
    href: context.mayJudge ? pairHref(link.a, link.b) : null,
  };
}

/** The way between the two that were asked for; null where none was, `steps` empty where there is none. */
function pathOf(page: GroupPage, { context, texts }: Omit<Around, 'page'>) {
  const { from, to } = context.ends;
  if (!texts.has(from) || !texts.has(to) || from === to) return null;
  const found = explainConnection(
    { a: String(from), b: String(to) },
    page.links.map(({ a, b, bits }) => ({ a: String(a), b: String(b), bits })),
    page.judgements.toReversed().map(({ a, b, verdict }) => ({ a: String(a), b: String(b), verdict })),
  );
  const byPair = new Map(page.links.map((link) => [pairKey(link), link]));
  return {
    from: String(from),
    to: String(to),
    steps: (found?.steps ?? []).map((step) => {
      const [one, other] = [Number(step.a), Number(step.b)];
      const link = byPair.get(one < other ? `${one} ${other}` : `${other} ${one}`);
      return {
        from: texts.get(one) ?? '',
        to: texts.get(other) ?? '',
        text: step.confirmed
          ? context.reader.words.links.standings.same
          : link
            ? likelihoodFor(link.probability, context).percent
            : '',
        isWeakest: step === found?.weakest,
        href: context.mayJudge ? pairHref(one, other) : null,
      };
    }),
  };
}
