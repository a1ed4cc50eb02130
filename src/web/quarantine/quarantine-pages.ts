import { listSources } from '../../access/index.ts';
import {
  disposeQuarantined,
  listQuarantine,
  openQuarantined,
  type QuarantinedDocument,
  type Repair,
  readQuarantined,
  repairDocument,
  replayQuarantined,
} from '../../flow/index.ts';
import { ADAPTERS, DISPOSAL_REASONS } from '../../intake/index.ts';
import { findReferral } from '../../referral/index.ts';
import {
  type Again,
  choicesOf,
  errorsOf,
  type Form,
  formError,
  formFrom,
  formValues,
  isOneOf,
} from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';
import { linesAtFault, MOST_EDITED_BYTES, textOfDocument } from './document-text.ts';

type One = { Params: { number: string } };
type Done = Partial<Record<'repaired' | 'disposed' | 'opened' | 'remaining', string>>;

/** Lines of one page; the oldest wait longest and stand first. */
const MOST_LISTED = 200;
const MOST_FAULTS = 50;

export const quarantinePages: Pages = (app, desk) => {
  const { store, intake } = desk;

  app.get<{ Querystring: Done }>('/quarantine', (request, reply) => showList(desk, request, reply));
  app.get<One>('/quarantine/:number', (request, reply) => showDocument(desk, request, reply, {}));

  app.post('/quarantine/read-again', async (request, reply) => {
    const { opened, remaining } = await replayQuarantined(intake, signedIn(request));
    return reply.redirect(`/quarantine?opened=${opened.length}&remaining=${remaining}`, 303);
  });

  // The answer page holds the document: there is no address at which it could be read again without an entry.
  app.post<One>('/quarantine/:number/open', async (request, reply) => {
    const id = await findReferral(store.db, request.params.number);
    const opened = await openQuarantined(store, signedIn(request), id);
    const text = textOfDocument(opened.open('to show it to whoever repairs it'));
    return showDocument(desk, request, reply, { text });
  });

  app.post<One>('/quarantine/:number/repair', async (request, reply) => {
    const { number } = request.params;
    const typed = formFrom(request.body);
    const again = await tryRepair(desk, request, await findReferral(store.db, number));
    if (!again) return reply.redirect(`/quarantine?repaired=${number}`, 303);
    return showDocument(desk, request, reply.code(422), { ...again, typed, text: typed['document'] ?? '' });
  });

  app.post<One>('/quarantine/:number/dispose', async (request, reply) => {
    const { number } = request.params;
    const typed = formFrom(request.body);
    if (!isOneOf(DISPOSAL_REASONS, typed['disposal'])) {
      const errors = [formError('disposal', request.visit.words.quarantine.chooseDisposal)];
      return showDocument(desk, request, reply.code(422), { errors, typed });
    }
    const id = await findReferral(store.db, number);
    await disposeQuarantined(store, signedIn(request), id, typed['disposal']);
    return reply.redirect(`/quarantine?disposed=${number}`, 303);
  });
};

/** Undefined once the document could be read and the referral is open. */
async function tryRepair(desk: Desk, request: Request, id: string): Promise<Again | undefined> {
  const words = request.visit.words.quarantine;
  const form = formFrom(request.body);
  const missing = [
    ...(form['document']?.trim() ? [] : [formError('document', words.enterDocument)]),
    ...(form['reason']?.trim() ? [] : [formError('reason', words.enterReason)]),
  ];
  if (missing.length > 0) return { errors: missing };
  let isOpen = false;
  const errors = await errorsOf(
    async () => {
      const receipt = await repairDocument(desk.intake, signedIn(request), id, repairFrom(form));
      isOpen = receipt.state === 'open';
    },
    { 'intake.empty': formError('document', words.enterDocument) },
  );
  if (isOpen) return undefined;
  return { errors: errors.length > 0 ? errors : [formError('document', words.stillUnreadable)] };
}

/** Browsers send every line end as two characters. */
function repairFrom({ document, reason, format }: Form): Repair {
  const raw = Buffer.from(document!.replaceAll('\r\n', '\n'));
  const isKnown = ADAPTERS.some(({ name }) => name === format);
  return { raw, reason: reason!.trim(), ...(isKnown ? { adapter: format! } : {}) };
}

async function showList({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { words } = request.visit;
  const documents = await listQuarantine(store, signedIn(request));
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const line = lineIn(request, names, store.clock.now());
  return reply.page('quarantine/quarantine.njk', {
    title: words.quarantine.title,
    total: documents.length,
    more: Math.max(0, documents.length - MOST_LISTED),
    rows: documents.slice(0, MOST_LISTED).map(line),
    done: doneText((request.query ?? {}) as Done, words.quarantine),
  });
}

/** What was just done; of an address that anybody may have written, only counts and numbers are shown. */
function doneText(done: Done, words: Request['visit']['words']['quarantine']): string | undefined {
  const isNumber = (text: string | undefined) => text !== undefined && /^ED-\d{7,15}-[A-Z]$/.test(text);
  if (isNumber(done.repaired)) return words.doneRepaired(done.repaired!);
  if (isNumber(done.disposed)) return words.doneDisposed(done.disposed!);
  const counts = [done.opened, done.remaining].map((text) =>
    /^\d{1,9}$/.test(text ?? '') ? Number(text) : null,
  );
  return counts.includes(null) ? undefined : words.doneReadAgain(counts[0]!, counts[1]!);
}

function lineIn({ visit: { words } }: Request, names: ReadonlyMap<string, string>, now: Date) {
  const [terms, times] = [termsIn(words), timesIn(words)];
  return ({ number, sourceId, receivedAt, adapter, bytes, problem, repairs }: QuarantinedDocument) => ({
    number,
    source: names.get(sourceId) ?? sourceId,
    received: times.time(receivedAt),
    age: times.duration(now.getTime() - receivedAt.getTime()),
    format: formatOf(adapter, words),
    bytes: words.quarantine.bytes(bytes.toLocaleString('en-GB')),
    problem: terms.say(problem.title),
    first: problem.faults[0]?.reason ?? '',
    repairs,
  });
}

function formatOf(adapter: string, words: Request['visit']['words']): string {
  return ADAPTERS.find(({ name }) => name === adapter)?.label ?? words.quarantine.noFormat;
}

/** `text`: the opened document; null where it is no text, undefined where it is not opened. */
type Shown = Again & { text?: string | null };

async function showDocument({ store }: Desk, request: Request, reply: Reply, shown: Shown): Promise<Reply> {
  const { words } = request.visit;
  const { number } = request.params as One['Params'];
  const document = await readQuarantined(store, signedIn(request), await findReferral(store.db, number));
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const faults = document.problem.faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return reply.page('quarantine/document.njk', {
    title: words.quarantine.one(document.number),
    document: lineIn(request, names, store.clock.now())(document),
    listedFaults: faults.slice(0, MOST_FAULTS).map(({ line, path, reason }) => ({ line, path, reason })),
    moreFaults: Math.max(0, faults.length - MOST_FAULTS),
    isOpened: shown.text !== undefined,
    isText: typeof shown.text === 'string',
    isNothingKept: shown.text === '' && shown.errors === undefined,
    isTooLarge: document.bytes > MOST_EDITED_BYTES,
    text: shown.text ?? '',
    lines: shown.text ? linesAtFault(shown.text, faults) : [],
    formats: ADAPTERS.map(({ name, label }) => ({ value: name, text: label })),
    disposals: choicesOf(DISPOSAL_REASONS, termsIn(words)),
    ...formValues(shown),
  });
}
