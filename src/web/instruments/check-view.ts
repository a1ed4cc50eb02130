import { BAND_ORDER, type Band, DECISION_STAGES, OVERRIDE_REASONS, textIn } from '../../assessment/index.ts';
import type { GuidedPage } from '../../flow/index.ts';
import { type Again, formValues } from '../frame/forms.ts';
import type { Reader } from '../frame/reader.ts';
import { answerLabel, bandName, language } from './guided-view.ts';
import { openQuestions } from './question-view.ts';

/** Every question with its answer, under the filter that it belongs to. */
export function answerRows(page: GuidedPage, reader: Reader) {
  const { items, filters = [] } = page.loaded.instrument;
  const groups = Map.groupBy(items, ({ filter }) => filter ?? '');
  return [...groups].map(([code, members]) => {
    const filter = filters.find((one) => one.code === code);
    return {
      title: filter ? textIn(filter.title, language(reader)) : null,
      rows: members.map((item) => rowOf(page, item.code, reader)),
    };
  });
}

function rowOf({ loaded, answers, range, assessment, result }: GuidedPage, code: string, reader: Reader) {
  const { guided } = reader.words;
  const item = loaded.instrument.items.find((one) => one.code === code)!;
  const given = answers.get(code);
  const without = range.open.includes(code) ? guided.notAnswered : guided.notAsked;
  const rests = given && [
    ...(given.origin === 'known' ? [guided.knownShort] : []),
    ...(given.origin === 'before' ? [guided.beforeShort] : []),
    ...(given.evidence.length > 0 ? [guided.evidenceShort(given.evidence.length)] : []),
    ...(given.note ? [guided.noteShort] : []),
  ];
  return {
    question: textIn(item.question, language(reader)),
    answer: given ? answerLabel(item, given.value, reader) : without,
    isOpen: !given,
    rests: rests?.join(', ') ?? '',
    href: result ? null : `/assessments/${assessment.id}/questions/${code}`,
  };
}

/** The page on which answers are checked and the band is accepted, or departed from. */
export function checkView(page: GuidedPage, { reader, again }: { reader: Reader; again: Again }) {
  const { loaded, range, assessment } = page;
  const { guided } = reader.words;
  const { instrument } = loaded;
  const form = formValues(again);
  const open = openQuestions(page);
  const own = new Set(instrument.bands.map(({ code }) => code));
  const others = BAND_ORDER.filter((band) => band !== range.band && own.has(band));
  return {
    ...form,
    groups: answerRows(page, reader),
    proposed: range.band,
    open:
      open.length > 0
        ? { text: guided.resumeOpen(open.length), href: `/assessments/${assessment.id}` }
        : null,
    choices: [
      {
        value: 'accept',
        text: guided.accept(bandName(instrument, range.band, reader)),
        checked: form.typed['answer'] === 'accept',
      },
      { divider: guided.or },
      ...others.map((band: Band) => ({
        value: band,
        text: guided.depart(bandName(instrument, band, reader)),
        checked: form.typed['answer'] === band,
      })),
    ],
    reasons: Object.entries(DECISION_STAGES).map(([stage, { label }]) => ({
      label: reader.say(label),
      options: Object.entries(OVERRIDE_REASONS)
        .filter(([, reason]) => reason.stage === stage)
        .map(([value, reason]) => ({
          value,
          text: reader.say(reason.label),
          selected: value === form.typed['reason'],
        })),
    })),
    isSecond: assessment.secondTo !== null,
  };
}
