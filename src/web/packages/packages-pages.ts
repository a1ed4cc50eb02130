import {
  CLOSURE_REASONS,
  namesOfUnits,
  OUTCOME_STATUSES,
  type OutcomeInput,
  PACKAGE_STATES,
  type Package,
  PURPOSES_OF_PACKAGE,
  REFUSALS_OF_PACKAGE,
  type RefusalOfPackage,
} from '../../dissemination/index.ts';
import {
  acknowledgePackage,
  listUnitPackages,
  readPackage,
  recordOutcome,
  refusePackage,
} from '../../flow/index.ts';
import { formatNumber, referralHeaders } from '../../referral/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { tag } from '../frame/tags.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';
import { packageView } from './package-view.ts';

type OnePackage = { Params: { id: string } };
type Form = Record<string, string | undefined>;
type FormError = { text: string; href: string };

export const packagesPages: Pages = (app, desk) => {
  app.get('/packages', (request, reply) => showList(desk, request, reply));
  app.get<OnePackage>('/packages/:id', (request, reply) =>
    showPackage(desk, request, reply, request.params.id),
  );

  app.get<OnePackage>('/packages/:id/signed', async (request, reply) => {
    const opened = await readPackage(desk.store, signedIn(request), {
      packageId: request.params.id,
      purpose: 'investigation',
    });
    const { bytes, signature, publicKey } = opened.signed.open('to hand it to its unit');
    reply
      .header('content-disposition', `attachment; filename="package-${request.params.id}.json"`)
      .header('cache-control', 'no-store');
    return {
      format: 'everydot-signed-package',
      document: bytes.toString('base64'),
      signature: signature.toString('hex'),
      publicKey: publicKey.toString('hex'),
    };
  });

  app.post<OnePackage>('/packages/:id/acknowledge', async (request, reply) => {
    await acknowledgePackage(desk.store, signedIn(request), { packageId: request.params.id });
    return reply.redirect(`/packages/${request.params.id}`, 303);
  });

  app.post<OnePackage & { Body: Form }>('/packages/:id/refuse', async (request, reply) => {
    const { reason, suggested } = request.body;
    if (!reason || !Object.hasOwn(REFUSALS_OF_PACKAGE, reason)) {
      const errors = [{ text: request.visit.words.packages.chooseReason, href: '#reason' }];
      return showPackage(desk, request, reply.code(422), request.params.id, { errors, typed: request.body });
    }
    await refusePackage(desk.store, signedIn(request), {
      packageId: request.params.id,
      reason: reason as RefusalOfPackage,
      ...(suggested ? { suggestedUnit: suggested } : {}),
    });
    return reply.redirect('/packages', 303);
  });

  app.post<OnePackage & { Body: Form }>('/packages/:id/outcome', async (request, reply) => {
    const errors = outcomeErrors(request.body, request.visit.words.packages);
    if (errors.length > 0) {
      return showPackage(desk, request, reply.code(422), request.params.id, { errors, typed: request.body });
    }
    await recordOutcome(desk.store, signedIn(request), {
      packageId: request.params.id,
      ...outcomeFrom(request.body),
    });
    return reply.redirect(`/packages/${request.params.id}`, 303);
  });
};

async function showList({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { words } = request.visit;
  const listed = await listUnitPackages(store, signedIn(request));
  const headers = await referralHeaders(store.db, [
    ...new Set(listed.shown.map(({ referralId }) => referralId)),
  ]);
  const numbers = new Map(headers.map(({ id, number }) => [id, formatNumber(number)]));
  const [names, terms, times] = [await namesOfUnits(store.db), termsIn(words), timesIn(words)];
  const now = store.clock.now();
  return reply.page('packages/packages.njk', {
    title: words.packages.title,
    hidden: listed.hidden,
    rows: listed.shown.map((item) => ({
      id: item.id,
      number: numbers.get(item.referralId),
      unit: names.get(item.unitId) ?? item.unitId,
      purpose: terms.term(PURPOSES_OF_PACKAGE, item.purpose),
      state: tag(terms.term(PACKAGE_STATES, item.state), item.state === 'sent' ? 'blue' : 'grey'),
      sent: times.time(item.sentAt),
      due: item.state === 'sent' && item.receiptDueAt ? times.left(item.receiptDueAt, now) : '',
      overdue: isOverdue(item, now) ? tag(words.packages.overdue, 'red') : null,
    })),
  });
}

function isOverdue({ state, receiptDueAt }: Package, now: Date): boolean {
  return state === 'sent' && receiptDueAt !== null && receiptDueAt < now;
}

type Again = { errors?: FormError[]; typed?: Form };

async function showPackage(
  desk: Desk,
  request: Request,
  reply: Reply,
  packageId: string,
  again: Again = {},
): Promise<Reply> {
  const { words } = request.visit;
  const opened = await readPackage(desk.store, signedIn(request), { packageId, purpose: 'investigation' });
  const view = await packageView(desk, opened, words);
  return reply.page('packages/package.njk', {
    title: words.packages.one(view.number),
    view,
    errors: again.errors ?? [],
    typed: again.typed ?? {},
    choices: choicesIn(words),
  });
}

function choicesIn(words: Request['visit']['words']) {
  const { term } = termsIn(words);
  const items = (vocabulary: Record<string, { label: string }>) =>
    Object.keys(vocabulary).map((value) => ({ value, text: term(vocabulary, value) }));
  const answers = Object.entries(words.packages.answers).map(([value, text]) => ({ value, text }));
  return {
    refusals: items(REFUSALS_OF_PACKAGE),
    statuses: items(OUTCOME_STATUSES),
    closures: items(CLOSURE_REASONS),
    answers,
  };
}

const COUNTS = ['victimsIdentified', 'victimsSafeguarded', 'devicesSeized'] as const;

function outcomeErrors(form: Form, words: Request['visit']['words']['packages']): FormError[] {
  const errors: FormError[] = [];
  if (!form['status'] || !Object.hasOwn(OUTCOME_STATUSES, form['status']))
    errors.push({ text: words.chooseStatus, href: '#status' });
  if (form['status'] === 'closed' && !form['closureReason'])
    errors.push({ text: words.chooseReason, href: '#closureReason' });
  for (const name of COUNTS) {
    if (form[name] && !/^\d{1,5}$/.test(form[name]))
      errors.push({ text: words.wholeNumber, href: `#${name}` });
  }
  return errors;
}

/** Only what was filled in: an empty field is not told, never "none". */
function outcomeFrom(form: Form): OutcomeInput {
  const counts = COUNTS.flatMap((name) => (form[name] ? [[name, Number(form[name])]] : []));
  const answers = ['contactAbuseFound', 'useful'].flatMap((name) => (form[name] ? [[name, form[name]]] : []));
  const closure = form['status'] === 'closed' ? [['closureReason', form['closureReason']]] : [];
  return Object.fromEntries([['status', form['status']], ...closure, ...counts, ...answers]) as OutcomeInput;
}
