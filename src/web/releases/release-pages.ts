import { may, namesOfPeople } from '../../access/index.ts';
import {
  compareReleases,
  freezeRelease,
  newRelease,
  readDraft,
  readRelease,
  readReleases,
  reviseRelease,
  stepRelease,
  writeReleaseHeading,
} from '../../flow/index.ts';
import {
  isFast,
  LONGEST,
  RELEASE_ACTIONS,
  type ReleaseAction,
  readReportPeriod,
  releaseContent,
  TEMPLATES,
  type TemplateName,
} from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, errorsOf, type Form, formError, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { areaFor } from '../picture/area.ts';
import { comparisonView } from './compare-view.ts';
import {
  actionViews,
  countWords,
  findingsOf,
  mayWrite,
  openLine,
  releaseLine,
  reportFrame,
  stepView,
} from './release-view.ts';

type At = { Params: { id: string } };
type AtAction = { Params: { id: string; action: string } };

/** Reports: their editions, one of them with what can be done next, and what has changed. */
export const releasePages: Pages = (app, desk) => {
  const { store } = desk;

  app.get('/releases', async (request, reply) => {
    const reader = readerOf(request, store.clock.now());
    const person = signedIn(request);
    const { releases, open } = await readReleases(store, person);
    return reply.page('releases/list.njk', {
      title: reader.words.releases.title,
      area: areaFor(person, reader.words, request.url),
      lines: releases.map((release) => releaseLine(release, reader)),
      open: open.map((item) => openLine(item, reader)),
      overdue: open.filter(({ overdue }) => overdue).length,
      mayWrite: may(person, 'write-release'),
    });
  });

  app.get('/releases/new', (request, reply) => showNew(desk, request, reply, {}));

  app.post('/releases/new', async (request, reply) => {
    const form = formFrom(request.body);
    const { words } = request.visit;
    const period = readReportPeriod(form['period']?.trim() ?? '');
    const template: TemplateName = isOneOf(TEMPLATES, form['template']) ? form['template'] : 'annual';
    const made = { id: '' };
    const errors = period
      ? await errorsOf(
          async () => {
            const asked = {
              title: form['name'] ?? '',
              summary: form['summary'] ?? '',
              slug: form['slug'] ?? '',
            };
            made.id = (await newRelease(desk, signedIn(request), { ...asked, period, template })).id;
          },
          {
            'picture.invalid-release': formError('name', words.releases.badTitle),
            'picture.release-exists': formError('slug', words.releases.exists),
          },
        )
      : [formError('period', words.releases.badPeriod)];
    if (errors.length > 0) return showNew(desk, request, reply.code(422), { errors, typed: form });
    return reply.redirect(`/releases/${made.id}`, 303);
  });

  app.get<At>('/releases/:id', (request, reply) => showRelease(desk, request, reply, {}));

  app.post<At>('/releases/:id/words', async (request, reply) => {
    const form = formFrom(request.body);
    const { words } = request.visit;
    const writing = {
      title: form['title'] ?? '',
      summary: form['summary'] ?? '',
      version: Number(form['version']),
    };
    const errors = await errorsOf(
      () => writeReleaseHeading(store, signedIn(request), { ...writing, releaseId: request.params.id }),
      {
        'picture.invalid-release': formError('title', words.releases.badTitle),
        'picture.section-changed': formError('title', words.releases.changedMeanwhile),
      },
    );
    if (errors.length > 0) return showRelease(desk, request, reply.code(422), { errors, typed: form });
    return reply.redirect(`/releases/${request.params.id}`, 303);
  });

  app.post<AtAction>('/releases/:id/do/:action', async (request, reply) => {
    const { id, action } = request.params;
    const form = formFrom(request.body);
    const place = { id };
    const errors = await errorsOf(
      async () => {
        place.id = await perform(desk, request, { id, action, form });
      },
      {
        'picture.release-note-needed': formError(`note-${action}`, request.visit.words.releases.noteNeeded),
        'picture.invalid-release': formError(`note-${action}`, request.visit.words.releases.noteNeeded),
        'picture.release-faulty': formError('not-ready', request.visit.words.releases.notReady),
        'picture.table-would-disclose': formError('next', request.visit.words.releases.discloses),
      },
    );
    if (errors.length > 0) return showRelease(desk, request, reply.code(422), { errors, typed: form });
    return reply.redirect(`/releases/${place.id}`, 303);
  });

  app.get<At>('/releases/:id/compare', async (request, reply) => {
    const reader = readerOf(request, store.clock.now());
    const tables = formFrom(request.query)['tables'] === 'yes';
    const asked = { releaseId: request.params.id, tables };
    const compared = await compareReleases(desk, signedIn(request), asked);
    return reply.page('releases/compare.njk', {
      title: compared.release.title,
      ...reportFrame(request, reader, compared.release),
      ...comparisonView(compared, reader),
      askTables: tables ? null : `/releases/${compared.release.id}/compare?tables=yes`,
    });
  });
};

type Asked = { id: string; action: string; form: Form };

/** The edition that is open afterwards. */
async function perform(desk: Desk, request: Request, { id, action, form }: Asked): Promise<string> {
  const person = signedIn(request);
  const note = form['note'] ?? '';
  if (action === 'revise') return (await reviseRelease(desk.store, person, { releaseId: id, note })).id;
  if (action === 'freeze') await freezeRelease(desk, person, id);
  else if (isOneOf(RELEASE_ACTIONS, action)) {
    // Whoever publishes on a page has the hash before them: without it, nothing was shown.
    const shown = action === 'publish' ? { shown: form['shown'] ?? '' } : {};
    const asked = { releaseId: id, action: action as Exclude<ReleaseAction, 'freeze'>, note, ...shown };
    await stepRelease(desk.store, person, asked);
  } else throw new Problem('picture.release-step-not-possible');
  return id;
}

async function showNew(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const reader = readerOf(request, desk.store.clock.now());
  const person = signedIn(request);
  const { open } = await readReleases(desk.store, person);
  const { typed = {} } = again;
  return reply.page('releases/new.njk', {
    title: reader.words.releases.new,
    area: areaFor(person, reader.words, request.url),
    ...formValues(again),
    open: open.map((item) => openLine(item, reader)),
    templates: (Object.keys(TEMPLATES) as TemplateName[]).map((value) => ({
      value,
      text: reader.words.releases.templates[value],
      checked: value === (typed['template'] ?? 'annual'),
    })),
  });
}

async function showRelease(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const { store } = desk;
  const reader = readerOf(request, store.clock.now());
  const person = signedIn(request);
  const { id } = request.params as { id: string };
  const { release, steps, editions, actions, contentHash } = await readRelease(store, person, id);
  const draft = release.state === 'draft' ? await readDraft(desk, person, { releaseId: release.id }) : null;
  const frozen = isFast(release.state) ? (await releaseContent(store.db, release.id)).release : null;
  return reply.page('releases/release.njk', {
    title: release.title,
    ...reportFrame(request, reader, release),
    ...formValues(again),
    summary: release.summary,
    version: release.version,
    longest: LONGEST,
    revisionNote: release.revisionNote,
    published:
      release.state === 'published' ? `/publications/${release.slug}/editions/${release.edition}` : null,
    isFast: frozen !== null,
    contentHash: frozen ? contentHash : null,
    sections: draft
      ? await writtenSections(desk, request, draft.sections)
      : (frozen?.sections ?? []).map((section) => sectionLine(section, reader.words.releases.wordsCount)),
    findings: draft && findingsOf(draft, reader),
    actions: actionViews(actions, reader),
    steps: steps.map((step) => stepView(step, reader)),
    editions: editions.length > 1 ? editions.map((one) => releaseLine(one, reader)) : [],
    mayWrite: mayWrite(person, release),
  });
}

type Counted = (count: number) => string;

function sectionLine(section: { id: string; heading: string; text: string }, say: Counted) {
  return { id: section.id, heading: section.heading, words: say(countWords(section)) };
}

async function writtenSections(
  { store }: Desk,
  request: Request,
  sections: Awaited<ReturnType<typeof readDraft>>['sections'],
) {
  const { words, time } = readerOf(request, store.clock.now());
  const names = await namesOfPeople(store.db, [...new Set(sections.map(({ writtenBy }) => writtenBy))]);
  return sections.map((section) => ({
    ...sectionLine(section, words.releases.wordsCount),
    written: words.releases.by(names.get(section.writtenBy)!, time(section.writtenAt)),
  }));
}
