import {
  previewSection,
  type ReadDraft,
  readDraft,
  readRelease,
  writeReleaseSection,
} from '../../flow/index.ts';
import {
  type FrozenContent,
  type FrozenRelease,
  isFast,
  LONGEST,
  type Release,
  releaseContent,
  type Section,
  sectionsOf,
  shownIn,
  YARDSTICK,
} from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, errorsOf, type Form, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { marksIn } from '../picture/picture-pages.ts';
import { valueText } from './compare-view.ts';
import { findingsOf, mayWrite, reportFrame } from './release-view.ts';

type At = { Params: { id: string; section: string } };

/** One section: its words beside how it reads with the figures of now, or as it was frozen. */
export const releaseSectionPages: Pages = (app, desk) => {
  app.get<At>('/releases/:id/sections/:section', (request, reply) => showSection(desk, request, reply, {}));

  app.post<At>('/releases/:id/sections/:section', async (request, reply) => {
    const form = formFrom(request.body);
    const { id, section } = request.params;
    const { releases } = request.visit.words;
    if (form['act'] === 'preview') return showSection(desk, request, reply, { typed: form });
    const errors = await errorsOf(
      () => writeReleaseSection(desk.store, signedIn(request), { releaseId: id, section, ...wordsIn(form) }),
      {
        'picture.section-changed': formError('text', releases.changedMeanwhile),
        'picture.invalid-release':
          (form['text'] ?? '').length > LONGEST.text
            ? formError('text', releases.tooLong)
            : formError('heading', releases.headingMissing),
      },
    );
    if (errors.length > 0) return showSection(desk, request, reply.code(422), { errors, typed: form });
    return reply.redirect(`/releases/${id}/sections/${section}?saved=yes`, 303);
  });
};

function wordsIn(form: Form) {
  return { version: Number(form['version']), heading: form['heading'] ?? '', text: form['text'] ?? '' };
}

async function showSection(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const { store } = desk;
  const reader = readerOf(request, store.clock.now());
  const { id, section } = request.params as { id: string; section: string };
  const { release } = await readRelease(store, signedIn(request), id);
  const { typed = {} } = again;
  const isWriting = mayWrite(signedIn(request), release);
  const frozen = isFast(release.state) ? await releaseContent(store.db, release.id) : null;
  const instead = typed['text'] === undefined ? {} : { instead: typedSection(section, typed) };
  // Their rows take seconds to protect: they are worked out for whoever asks.
  const asksTables = typed['act'] === 'preview' || formFrom(request.query)['tables'] === 'yes';
  const draft = frozen
    ? null
    : await readDraft(desk, signedIn(request), {
        releaseId: release.id,
        ...(asksTables && { tablesOf: section }),
        ...instead,
      });
  const stored = (await sectionsOf(store.db, release.id)).find((one) => one.id === section);
  const document = frozen ?? { release: asRelease(draft!), content: draft!.live };
  const own = document.release.sections.find((one) => one.id === section);
  if (!own) throw new Problem('picture.unknown-release');
  const isOutdated = typed['version'] !== undefined && Number(typed['version']) !== stored?.version;
  return reply.page('releases/section.njk', {
    title: own.heading,
    ...reportFrame(request, reader, release),
    ...formValues(again),
    section: own,
    // Whoever was told of somebody else's words saves over the version that they saw.
    version: stored?.version ?? 0,
    theirs: isOutdated ? stored : null,
    saved:
      formFrom(request.query)['saved'] === 'yes' && stored
        ? reader.words.releases.savedText(stored.version)
        : null,
    isWriting,
    isFast: frozen !== null,
    askTables:
      draft && !asksTables && showsTables(own, draft.live)
        ? `/releases/${release.id}/sections/${section}?tables=yes`
        : null,
    preview: await previewOf(desk, { document, own, reader }),
    marks: marksIn(figuresOf(own, document.content), reader),
    findings: draft && onlyOf(draft, section, reader),
    toShow: isWriting ? thingsToShow(document.content, reader) : null,
    yardstick: YARDSTICK.map((step) => ({
      words: step.words.join(', '),
      percents: reader.words.releases.percents(step.fromPercent, step.toPercent),
    })),
    ...neighbours(document.release.sections, section, `/releases/${release.id}/sections`),
  });
}

function typedSection(id: string, typed: Form): Section {
  return { id, heading: typed['heading'] ?? '', text: typed['text'] ?? '' };
}

function asRelease({ release, sections }: ReadDraft): Release {
  return { ...release, sections, priorities: [], gaps: [] };
}

type Shown = { document: FrozenRelease; own: Section; reader: Reader };

function previewOf({ store }: Desk, { document, own, reader }: Shown): Promise<string> {
  const language = reader.words.language.code === 'cy' ? 'cy' : 'en';
  return previewSection(store.db, { ...document, text: own.text, language });
}

/** A chart may be made of a table. */
function showsTables(section: Section, { tables }: FrozenContent): boolean {
  const shown = new Set([...shownIn([section], 'table'), ...shownIn([section], 'chart')]);
  return tables.some(({ id }) => shown.has(id));
}

/** Those that a section shows. */
function figuresOf(section: Section, { figures }: FrozenContent) {
  const shown = shownIn([section], 'figure');
  return figures.filter(({ id }) => shown.has(id));
}

function onlyOf(draft: ReadDraft, section: string, reader: Reader) {
  const own = <T extends { section: string | null }>(all: readonly T[]) =>
    all.filter((one) => one.section === section);
  return findingsOf({ ...draft, faults: own(draft.faults), warnings: own(draft.warnings) }, reader);
}

/** What can be shown, with how it is written. */
function thingsToShow(content: FrozenContent, reader: Reader) {
  const { kinds } = reader.words.releases;
  const named = (items: readonly { id: string; title: string }[], kind: string) =>
    items.map(({ id, title }) => ({ title, write: `[[${kind} ${id}]]`, value: '' }));
  const claims = content.claims.map(({ id, statement }) => ({ id, title: statement }));
  return [
    {
      title: kinds.figures,
      lines: content.figures.map(({ id, title, unit, measured }) => ({
        title: reader.say(title),
        write: `[[figure ${id}]]`,
        value: valueText(unit, measured.value, reader),
      })),
    },
    { title: kinds.tables, lines: named(content.tables, 'table') },
    { title: kinds.claims, lines: named(claims, 'claim') },
    { title: kinds.series, lines: named(content.series, 'series') },
    { title: kinds.forecasts, lines: named(content.forecasts, 'forecast') },
  ].filter(({ lines }) => lines.length > 0);
}

function neighbours(sections: readonly Section[], id: string, base: string) {
  const at = sections.findIndex((one) => one.id === id);
  const linkTo = (one: Section | undefined) => one && { text: one.heading, href: `${base}/${one.id}` };
  return { previous: linkTo(sections[at - 1]), next: linkTo(sections[at + 1]) };
}
