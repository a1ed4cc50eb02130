import { may } from '../../access/index.ts';
import { BANDS } from '../../assessment/index.ts';
import {
  isOutcomeDefinition,
  OUTCOME_DEFINITIONS,
  type OutcomeDefinition,
  renderReport,
} from '../../evaluation/index.ts';
import {
  EXTRACT_PURPOSES,
  extractOutcomes,
  listValidations,
  type ReadValidation,
  readValidation,
  reportOfValidation,
} from '../../flow/index.ts';
import { printPage } from '../../shared/print/print-page.ts';
import { formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { partsFor } from '../supervision/parts.ts';
import type { Words } from '../words.ts';

type Version = { Params: { instrument: string; version: string } };

export const validationPages: Pages = (app, desk) => {
  app.get('/validation', (request, reply) => showList(desk, request, reply));

  app.get<Version>('/validation/:instrument/:version', (request, reply) =>
    showVersion(desk, request, reply, { ...request.params, query: formFrom(request.query) }),
  );

  for (const format of ['html', 'pdf'] as const)
    app.get<Version>(`/validation/:instrument/:version/report.${format}`, async (request, reply) => {
      const { report } = await readReport(desk, request, {
        ...request.params,
        query: formFrom(request.query),
      });
      const html = renderReport(report);
      const { instrument, version } = request.params;
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${fileName(instrument, version)}.${format}"`)
        .type(format === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8')
        .send(format === 'pdf' ? await printPage(html) : html);
    });

  app.post<Version>('/validation/:instrument/:version/extract', async (request, reply) => {
    const person = signedIn(request);
    const form = formFrom(request.body);
    const purpose = form['purpose'] ?? '';
    if (!Object.hasOwn(EXTRACT_PURPOSES, purpose))
      return showVersion(desk, request, reply, {
        ...request.params,
        query: form,
        errors: [formError('purpose', request.visit.words.validation.purposeNeeded)],
      });
    const asked = { ...request.params, definition: definitionIn(form), purpose };
    const { table, extract } = await extractOutcomes(desk.store, person, asked);
    const name = `${fileName(extract.instrument, extract.version)}-outcomes.csv`;
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${name}"`)
      .type('text/csv; charset=utf-8')
      .send(table);
  });
};

/** Letters, digits, dots and hyphens: what an address named is never quoted into a header. */
function fileName(instrument: string, version: string): string {
  return `${instrument}-${version}`.replace(/[^A-Za-z0-9.-]/g, '');
}

type Query = Record<string, string | undefined>;

function definitionIn(query: Query): OutcomeDefinition {
  const asked = query['outcome'] ?? '';
  return isOutcomeDefinition(asked) ? asked : 'contact-abuse';
}

function outcomeChoices(words: Words, chosen: OutcomeDefinition) {
  return (Object.keys(OUTCOME_DEFINITIONS) as OutcomeDefinition[]).map((value) => ({
    value,
    text: words.validation.outcomes[value],
    selected: value === chosen,
  }));
}

async function showList(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const definition = definitionIn(formFrom(request.query));
  const lines = await listValidations(desk.store, person, { definition });
  return reply.page('validation/list.njk', {
    title: words.validation.title,
    parts: partsFor(person, words, 'validation'),
    outcomes: outcomeChoices(words, definition),
    rows: lines.map(({ subject, validation: { counts, enough } }) => ({
      title: subject.document ? subject.title : words.validation.policyTitle(subject.version),
      version: subject.version,
      href: `/validation/${encodeURIComponent(subject.instrument)}/${encodeURIComponent(subject.version)}?outcome=${definition}`,
      assessed: shown(counts.assessed),
      outcomeKnown: shown(counts.outcomeKnown),
      positives: shown(counts.positives),
      says: words.validation.enough[enough],
    })),
  });
}

type Asked = { instrument: string; version: string; query: Query; errors?: ReturnType<typeof formError>[] };

/** As a share; undefined where none was given, NaN where it is none. */
function baseRateIn(query: Query): number | undefined {
  const typed = (query['baseRate'] ?? '').trim().replace(',', '.').replace(/\s*%$/, '');
  if (typed === '') return undefined;
  const share = /^\d{1,3}(\.\d+)?$/.test(typed) ? Number(typed) / 100 : Number.NaN;
  return share > 0 && share < 1 ? share : Number.NaN;
}

async function readReport(desk: Desk, request: Request, { instrument, version, query }: Asked) {
  const { words } = request.visit;
  const rate = baseRateIn(query);
  const read = await readValidation(desk.store, signedIn(request), {
    instrument,
    version,
    definition: definitionIn(query),
    baseRate: rate !== undefined && Number.isNaN(rate) ? undefined : rate,
  });
  const { term } = readerOf(request, desk.store.clock.now());
  const report = reportOfValidation(read, {
    language: words.language.code === 'cy' ? 'cy' : 'en',
    bandLabel: (code) => (Object.hasOwn(BANDS, code) ? term(BANDS, code) : code),
    ...(read.subject.document ? {} : { title: words.validation.policyTitle(version) }),
  });
  return { read, report };
}

async function showVersion(desk: Desk, request: Request, reply: Reply, asked: Asked): Promise<Reply> {
  const { words } = request.visit;
  const { read, report } = await readReport(desk, request, asked);
  const rate = baseRateIn(asked.query);
  const isBad = rate !== undefined && Number.isNaN(rate);
  const errors = [
    ...(asked.errors ?? []),
    ...(isBad ? [formError('baseRate', words.validation.badBaseRate)] : []),
  ];
  const path = `/validation/${encodeURIComponent(asked.instrument)}/${encodeURIComponent(asked.version)}`;
  const local = read.baseRates.find((one) => one.local)?.rate;
  const typed =
    asked.query['baseRate'] ?? (local === undefined ? '' : String(Math.round(local * 10_000) / 100));
  const query = new URLSearchParams({
    outcome: read.asked.definition,
    ...(isBad ? {} : { baseRate: typed }),
  });
  return reply.page('validation/version.njk', {
    title: report.title,
    report,
    path,
    query: query.toString(),
    definition: read.asked.definition,
    outcomes: outcomeChoices(words, read.asked.definition),
    baseRate: typed,
    mayExtract: may(signedIn(request), 'extract-outcomes'),
    purposes: Object.keys(EXTRACT_PURPOSES).map((value) => ({
      value,
      text: words.validation.purposes[value as keyof typeof EXTRACT_PURPOSES],
    })),
    extracts: extractRows(read, request, desk),
    ...formValues({ errors }),
  });
}

function extractRows({ extracts }: ReadValidation, request: Request, desk: Desk) {
  const { time, words } = readerOf(request, desk.store.clock.now());
  return extracts.map(({ madeAt, purpose, cases, digest }) => ({
    at: time(madeAt),
    purpose: words.validation.purposes[purpose as keyof typeof EXTRACT_PURPOSES] ?? purpose,
    cases: shown(cases),
    digest: digest.slice(0, 16),
  }));
}

function shown(value: number): string {
  return value.toLocaleString('en-GB');
}
