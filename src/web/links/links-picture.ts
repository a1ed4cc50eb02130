import type { LinkOfRecord, LinksPage, ShownRecord } from '../../flow/index.ts';
import { LINK_KINDS, type PersonLink } from '../../linking/index.ts';
import { formatNumber } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Box, drawConnections, type Tie } from './draw-connections.ts';
import {
  hubHref,
  hubText,
  pairHref,
  recordText,
  referralLine,
  type Shown,
  shortPersonText,
  standingCode,
} from './record-view.ts';
import { drawnLikelihood, likelihoodFor } from './waterfall-view.ts';

/** Records drawn around a referral; the table under the picture holds all. Chosen: more cannot be read at once. */
const MOST_DRAWN = 18;

/** Chosen, by looking. */
const MOST_WITH_LINES_AMONG = 8;

type Context = Shown & { mayJudge: boolean };
type Person = LinkOfRecord & { from: number };
type Value = LinksPage['values']['links'][number];
/** What is drawn around a referral: records by their links, referrals by values in common, values that many share. */
type Around = { number: string; people: Person[]; byValue: Value[]; page: LinksPage; context: Context };

/** The referral with what is linked to it, as a picture and as rows; null where there is nothing. Pure. */
export function pictureOf(page: LinksPage, context: Context) {
  const around = aroundOf(page, context);
  const others = othersOf(around);
  const count = others.length + around.byValue.length;
  if (count + page.values.hubs.length === 0) return null;
  const boxes = [
    centreOf(around),
    ...[...others.map((other) => recordBox(other, context)), ...valueBoxes(around)].slice(0, MOST_DRAWN),
  ];
  const hubs = hubBoxes(around).slice(0, MOST_DRAWN);
  const all = [...boxes, ...hubs];
  const drawn = new Set(all.map(({ id }) => id));
  const ties = tiesOf(around, hubs).filter(({ from, to }) => drawn.has(from) && drawn.has(to));
  const { links } = context.reader.words;
  const text = {
    id: 'connections',
    label: links.pictureOf(around.number),
    description: links.pictureText(boxes.length - 1, hubs.length),
  };
  return {
    ...connectionsView({ boxes: all, ties: onePerPair(ties) }, text, context.reader),
    rows: rowsOf(around),
    more: Math.max(0, count - MOST_DRAWN),
  };
}

function aroundOf(page: LinksPage, context: Context): Around {
  const people = page.records.flatMap(({ record, links }) =>
    links.map((link) => ({ from: record.id, ...link })),
  );
  const shown = new Set(people.map(({ other }) => other.referralId));
  const others = page.values.links.filter(({ referral }) => !shown.has(referral.id));
  const byValue = [...new Map(others.map((value) => [value.referral.id, value])).values()];
  return { number: formatNumber(page.header.number), people, byValue, page, context };
}

function othersOf({ people }: Around): ShownRecord[] {
  return [...new Map(people.map(({ other }) => [other.id, other])).values()];
}

function centreOf({ number, context }: Around): Box {
  return {
    id: 'this',
    kind: 'this',
    text: number,
    detail: context.reader.words.links.thisReferral,
    href: null,
  };
}

function valueBoxes({ byValue, context }: Around): Box[] {
  return byValue.map(({ referral }) => {
    const number = formatNumber(referral.number);
    const { source } = referralLine(referral, context);
    const href = context.isBureau ? `/referrals/${number}/links` : null;
    return { id: `v${referral.id}`, kind: 'other', text: number, detail: source, href };
  });
}

function hubBoxes({ number, page, context: { reader } }: Around): Box[] {
  return page.values.hubs.map((hub, i) => ({
    id: `hub${i}`,
    kind: 'hub',
    text: reader.term(LINK_KINDS, hub.kind),
    detail: reader.words.links.inReferrals(hub.referrals, hub.atLeast),
    href: hubHref(number, hub),
  }));
}

function tiesOf({ people, byValue, page, context }: Around, hubs: readonly Box[]): Tie[] {
  const { reader } = context;
  const fromHere = { from: 'this', percent: null, bits: 0 };
  return [
    ...people.map((person) => personTie(person, context)),
    // Between many others lines would cross every other; the page of a group shows them.
    ...(people.length > MOST_WITH_LINES_AMONG ? [] : page.among.map((link) => amongTie(link, context))),
    ...byValue.map(({ referral, kinds }): Tie => {
      const text = reader.term(LINK_KINDS, kinds[0]!);
      return { ...fromHere, to: `v${referral.id}`, kind: 'value', text };
    }),
    ...hubs.map(({ id }): Tie => ({ ...fromHere, to: id, kind: 'hub', text: '' })),
  ];
}

function rowsOf({ number, people, byValue, page, context }: Around) {
  const { reader } = context;
  return [
    ...people.map((person) => ({
      from: number,
      to: recordText(person.other, reader),
      through: tieWords(person, context),
      href: context.mayJudge ? pairHref(person.from, person.other.id) : null,
    })),
    ...byValue.map(({ referral, kinds }) => ({
      from: number,
      to: formatNumber(referral.number),
      through: kinds.map((kind) => reader.term(LINK_KINDS, kind)).join(', '),
      href: null,
    })),
    ...page.values.hubs.map((hub) => ({
      from: number,
      to: hubText(hub, reader),
      through: reader.words.links.hubs,
      href: hubHref(number, hub),
    })),
  ];
}

export function recordBox(other: ShownRecord, { reader, mayJudge }: Context): Box {
  const number = formatNumber(other.referral.number);
  return {
    id: `r${other.id}`,
    kind: 'other',
    text: number,
    detail: shortPersonText(other, reader),
    href: mayJudge ? `/referrals/${number}/links` : null,
  };
}

const DRAWN_AS = { same: 'confirmed', different: 'denied', unsure: 'proposed' } as const;

function personTie({ other, link, standing }: Person, context: Context): Tie {
  const { words } = context.reader;
  return {
    from: 'this',
    to: `r${other.id}`,
    kind: standing.verdict === null ? 'proposed' : DRAWN_AS[standing.verdict],
    text: link ? drawnLikelihood(link.probability, context) : words.links.standings[standingCode(standing)],
    percent: link ? link.probability * 100 : null,
    bits: link?.bits ?? 0,
  };
}

function amongTie(link: PersonLink, context: Context): Tie {
  return {
    from: `r${link.a}`,
    to: `r${link.b}`,
    kind: link.verdict === null ? 'proposed' : DRAWN_AS[link.verdict],
    text: drawnLikelihood(link.probability, context),
    percent: link.probability * 100,
    bits: link.bits,
  };
}

function tieWords({ link, standing }: LinkOfRecord, context: Context): string {
  const standingWords = context.reader.words.links.standings[standingCode(standing)];
  if (!link) return standingWords;
  const { words, percent } = likelihoodFor(link.probability, context);
  return `${words} (${percent}); ${standingWords}`;
}

/** Two people of a referral may be linked with the same record: the stronger tie is drawn. */
function onePerPair(ties: readonly Tie[]): Tie[] {
  const strongest = new Map<string, Tie>();
  for (const tie of ties) {
    const key = `${tie.from} ${tie.to}`;
    if ((strongest.get(key)?.bits ?? Number.NEGATIVE_INFINITY) < tie.bits) strongest.set(key, tie);
  }
  return [...strongest.values()];
}

export type PictureText = { id: string; label: string; description: string };

export function connectionsView(
  { boxes, ties }: { boxes: readonly Box[]; ties: readonly Tie[] },
  { id, label, description }: PictureText,
  { words }: Reader,
) {
  return {
    id,
    label,
    tableLabel: `${words.links.table} – ${label}`,
    svg: drawConnections({ id, title: label, description }, { boxes, ties, hubsTitle: words.links.hubs }),
  };
}
