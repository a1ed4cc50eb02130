import { type Instrument, type Item, textIn, UNKNOWN } from '../../assessment/index.ts';
import type { GuidedPage } from '../../flow/index.ts';
import { type Again, formValues } from '../frame/forms.ts';
import type { Reader } from '../frame/reader.ts';
import { answerLabel, becauseLines, language } from './guided-view.ts';

/** Items in the order of the document that are not answered and can still change the band. */
export function openQuestions({ loaded, answers, range }: GuidedPage): Item[] {
  return loaded.instrument.items.filter(({ code }) => !answers.has(code) && range.open.includes(code));
}

/** Where to go on: the next open question after this one, else the first; null where none is open. */
export function nextQuestion(page: GuidedPage, after?: string): Item | null {
  const { items } = page.loaded.instrument;
  const open = openQuestions(page);
  const place = items.findIndex(({ code }) => code === after);
  return open.find((item) => items.indexOf(item) > place) ?? open[0] ?? null;
}

/** One question as its page shows it; what was typed stands in place of what is kept. */
export function questionView(
  page: GuidedPage,
  item: Item,
  { reader, again, ticked }: { reader: Reader; again: Again; ticked?: readonly string[] },
) {
  const { loaded, answers, known, evidence, assessment } = page;
  const { instrument } = loaded;
  const { guided } = reader.words;
  const say = (text: Instrument['title']) => textIn(text, language(reader));
  const place = instrument.items.indexOf(item);
  const given = answers.get(item.code);
  const offered = given ? undefined : known[item.code];
  const form = formValues(again);
  const chosen = form.typed['answer'] ?? given?.value ?? offered?.option;
  const filter = instrument.filters?.find(({ code }) => code === item.filter);
  const before = instrument.items[place - 1];
  return {
    ...form,
    title: say(item.question),
    caption: guided.caption(place + 1, instrument.items.length, filter ? say(filter.title) : ''),
    back: before
      ? { text: guided.before, href: `/assessments/${assessment.id}/questions/${before.code}` }
      : null,
    definition: say(item.definition),
    example: say(item.example),
    source: say(item.source),
    options: [
      ...item.options.map((option, i) => ({
        value: option.value,
        text: say(option.label),
        checked: chosen === option.value,
        id: i === 0 ? 'answer' : `answer-${i + 1}`,
      })),
      { divider: guided.or },
      {
        value: UNKNOWN,
        text: guided.notKnown,
        hint: { text: guided.notKnownHint },
        checked: chosen === UNKNOWN,
        id: 'answer-unknown',
      },
    ],
    offered: offered && {
      lead: guided.knownLead(answerLabel(item, offered.option, reader)),
      because: becauseLines(offered.because, page, reader),
    },
    takenOver: given?.origin === 'before',
    evidenceWhat: say(item.evidence.what),
    neededFor: item.evidence.neededFor.map((value) => answerLabel(item, value, reader)).join(', '),
    evidence: evidence.map(({ id, label }) => ({
      value: id,
      text: label,
      checked: (ticked ?? given?.evidence ?? []).includes(id),
    })),
    hasNote: given !== undefined && given.note !== null,
  };
}
