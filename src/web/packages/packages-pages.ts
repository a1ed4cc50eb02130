import {
  namesOfUnits,
  PACKAGE_STATES,
  type Package,
  type PackageState,
  PURPOSES_OF_PACKAGE,
  REFUSALS_OF_PACKAGE,
} from '../../dissemination/index.ts';
import { acknowledgePackage, listUnitPackages, readPackage, whatWaits } from '../../flow/index.ts';
import { formatNumber, referralHeaders } from '../../referral/index.ts';
import { errorsOf, formError } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';
import { waitingLinks } from '../frame/waiting.ts';
import { addPackageForms } from './package-forms.ts';
import { purposeOf, showEvidence, showPackage, showReport } from './show-package.ts';

type One = { Params: { id: string } };

export const packagesPages: Pages = (app, desk) => {
  app.get('/packages', (request, reply) => showList(desk, request, reply));
  app.get<One>('/packages/:id', (request, reply) => showPackage(desk, request, reply));
  app.get<One>('/packages/:id/reports/:number', (request, reply) => showReport(desk, request, reply));

  // The answer page holds the item: an opened item is never behind a link.
  app.post<One>('/packages/:id/evidence', (request, reply) => showEvidence(desk, request, reply));

  app.get<One>('/packages/:id/signed', async (request, reply) => {
    const person = signedIn(request);
    const packageId = request.params.id;
    const opened = await readPackage(desk.store, person, { packageId, purpose: purposeOf(person) });
    const { bytes, signature, publicKey } = opened.signed.open('to hand it to its unit');
    reply
      .header('content-disposition', `attachment; filename="package-${opened.package.id}.json"`)
      .header('cache-control', 'no-store');
    return {
      format: 'everydot-signed-package',
      document: bytes.toString('base64'),
      signature: signature.toString('hex'),
      publicKey: publicKey.toString('hex'),
    };
  });

  app.post<One>('/packages/:id/acknowledge', async (request, reply) => {
    const packageId = request.params.id;
    // A second click finds it done: the page it leads to says so.
    await errorsOf(() => acknowledgePackage(desk.store, signedIn(request), { packageId }), {
      'dissemination.package-step-not-possible': formError('acknowledge', ''),
    });
    return reply.redirect(`/packages/${packageId}`, 303);
  });

  addPackageForms(app, desk);
};

async function showList({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const listed = await listUnitPackages(store, person);
  const ids = [...new Set(listed.shown.map(({ referralId }) => referralId))];
  const headers = await referralHeaders(store.db, ids);
  const numbers = new Map(headers.map(({ id, number }) => [id, formatNumber(number)]));
  const units = await namesOfUnits(store.db);
  const { term, time, left, now } = readerOf(request, store.clock.now());
  const isUnit = person.compartment !== null;
  const rows = listed.shown.map((item) => ({
    id: item.id,
    is: item.state,
    number: numbers.get(item.referralId),
    // What a unit gave back it does not read any more.
    isOpen: !(isUnit && !PACKAGE_STATES[item.state].held),
    unit: units.get(item.unitId) ?? item.unitId,
    purpose: term(PURPOSES_OF_PACKAGE, item.purpose),
    state: tag(term(PACKAGE_STATES, item.state), item.state === 'sent' ? 'blue' : 'grey'),
    refusal: item.refusal && term(REFUSALS_OF_PACKAGE, item.refusal),
    sent: time(item.sentAt),
    due: item.state === 'sent' && item.receiptDueAt ? left(item.receiptDueAt, now) : '',
    overdue: isOverdue(item, now) ? tag(words.packages.overdue, 'red') : null,
  }));
  return reply.page('packages/packages.njk', {
    title: words.packages.title,
    lead: isUnit ? words.packages.leadUnit : words.packages.leadBureau,
    isUnit,
    hidden: listed.hidden,
    waiting: isUnit ? waitingLinks(await whatWaits(store, person), words) : [],
    parts: (isUnit ? NEXT_FOR_UNIT : OF_THE_BUREAU)
      .map(({ part, states }) => ({
        title: isUnit ? words.packages.parts[part] : '',
        isDue: part === 'receipt',
        rows: rows.filter(({ is }) => states.includes(is)),
      }))
      .filter((part) => part.rows.length > 0),
  });
}

type Part = { part: 'receipt' | 'outcome' | 'done'; states: readonly PackageState[] };

/** The bureau chases receipts only. */
const OF_THE_BUREAU: readonly Part[] = [{ part: 'receipt', states: ['sent'] }];

/** What a unit has to do next with its packages, the soonest first. */
const NEXT_FOR_UNIT: readonly Part[] = [
  { part: 'receipt', states: ['sent'] },
  { part: 'outcome', states: ['acknowledged'] },
  { part: 'done', states: ['outcome-recorded', 'refused', 're-routed', 'withdrawn'] },
];

function isOverdue({ state, receiptDueAt }: Package, now: Date): boolean {
  return state === 'sent' && receiptDueAt !== null && receiptDueAt < now;
}
