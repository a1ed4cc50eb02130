import { type Instrument, textIn } from '../../assessment/index.ts';
import type { ListedInstrument } from '../../flow/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';
import { answerLabel, bandName, language, percentOf } from './guided-view.ts';
import { nameOf } from './referral-guided-pages.ts';

type Filter = NonNullable<Instrument['filters']>[number];
type Rule = NonNullable<Filter['rules']>[number];
type Provenance = Instrument['source'];

function stateTag({ inUse, withdrawn }: ListedInstrument, { words }: Reader): Tag {
  if (inUse) return tag(words.instruments.inUse, 'blue');
  return withdrawn ? tag(words.instruments.withdrawn, 'red') : tag(words.instruments.idle, 'grey');
}

/** A version as one line of the list. */
export function instrumentLine(listed: ListedInstrument, reader: Reader) {
  const { instruments } = reader.words;
  const refusals = listed.findings.filter(({ refuses }) => refuses).length;
  const notes = listed.findings.length - refusals;
  return {
    href: `/instruments/${listed.id}/${listed.version}`,
    ...nameOf(listed, reader),
    state: stateTag(listed, reader),
    demoOnly: listed.instrument.demoOnly ? tag(instruments.demoOnly, 'purple') : null,
    kind: instruments.kinds[listed.instrument.kind],
    checks: [
      refusals > 0 ? instruments.refusals(refusals) : instruments.passes,
      ...(notes > 0 ? [instruments.notes(notes)] : []),
    ].join(', '),
    loaded: listed.loadedBy === null ? instruments.shipped : reader.time(listed.loadedAt),
  };
}

/** The whole document in words: whoever is assessed with it can read all of it. */
export function instrumentView(listed: ListedInstrument, reader: Reader) {
  const { instrument } = listed;
  const { instruments } = reader.words;
  const say = (text: Instrument['title']) => textIn(text, language(reader));
  return {
    ...instrumentLine(listed, reader),
    title: nameOf(listed, reader).name,
    isInUse: listed.inUse,
    estimates: say(instrument.estimates),
    notFor: instrument.notFor.map(say),
    population: say(instrument.validPopulation.statement),
    validation: say(instrument.validation.statement),
    source: provenanceText(instrument.source, reader),
    licence: instrument.licence,
    bands: [...instrument.bands].reverse().map(({ code, from, provenance }) => ({
      name: bandName(instrument, code, reader),
      from:
        instrument.kind === 'phased'
          ? null
          : from === undefined
            ? instruments.lowest
            : instruments.from(from),
      provenance: provenance ? provenanceText(provenance, reader) : null,
    })),
    filters:
      instrument.kind === 'phased'
        ? (instrument.filters ?? []).map((one) => filterView(instrument, one, reader))
        : [],
    items: instrument.items.map((item) => ({
      question: say(item.question),
      definition: say(item.definition),
      evidence: say(item.evidence.what),
      provenance: item.provenance ? provenanceText(item.provenance, reader) : null,
      options: item.options.map(({ value, points, share }) => ({
        label: answerLabel(item, value, reader),
        points: instrument.kind === 'points' ? String(points) : null,
        share: share === undefined ? null : percentOf(share),
      })),
    })),
    findings: listed.findings.map(({ refuses, path, message }) => ({
      tag: tag(refuses ? instruments.fault : instruments.note, refuses ? 'red' : 'yellow'),
      path,
      message,
    })),
  };
}

function provenanceText({ basis, statement, date }: Provenance, reader: Reader): string {
  return `${statement} (${reader.words.instruments.bases[basis]}, ${reader.day(date)})`;
}

function filterView(instrument: Instrument, { title, about, rules = [], otherwise }: Filter, reader: Reader) {
  const say = (text: Instrument['title']) => textIn(text, language(reader));
  return {
    title: say(title),
    about: say(about),
    rules: rules.map((rule) => ruleView(instrument, rule, reader)),
    otherwise: otherwise ? thenText(instrument, otherwise, reader) : '',
  };
}

function ruleView(instrument: Instrument, { when, leadsTo }: Rule, reader: Reader) {
  const { instruments } = reader.words;
  return {
    when: when.map(({ atLeast, of }) => ({
      lead: of.length === 1 ? null : atLeast === 1 ? instruments.anyOf : instruments.atLeast(atLeast),
      answers: of.map(({ item: code, is }) => {
        const item = instrument.items.find((one) => one.code === code)!;
        const labels = is.map((value) => answerLabel(item, value, reader));
        return `${textIn(item.question, language(reader))} ${labels.join(' / ')}`;
      }),
    })),
    leadsTo: thenText(instrument, leadsTo, reader),
  };
}

function thenText(instrument: Instrument, leadsTo: Rule['leadsTo'], reader: Reader): string {
  const { instruments } = reader.words;
  if ('band' in leadsTo) return instruments.leads(bandName(instrument, leadsTo.band, reader));
  const filter = instrument.filters?.find(({ code }) => code === leadsTo.filter);
  return instruments.goesOn(filter ? textIn(filter.title, language(reader)) : leadsTo.filter);
}
