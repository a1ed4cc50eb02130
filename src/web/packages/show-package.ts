import type { PersonActor } from '../../access/index.ts';
import {
  CHOICE_REASONS,
  CLOSURE_REASONS,
  namesOfUnits,
  OUTCOME_STATUSES,
  outcomesOf,
  REFUSALS_OF_PACKAGE,
  unitsOn,
  WITHDRAWALS,
} from '../../dissemination/index.ts';
import { openPackageEvidence, readPackage } from '../../flow/index.ts';
import type { Purpose } from '../../ledger/index.ts';
import { EVIDENCE_KINDS, evidenceOpenedBy } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, choicesOf, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import type { Pages } from '../referral/referral-view.ts';
import { actsOf, outcomeLines, packageView } from './package-view.ts';
import { reportView } from './report-view.ts';

/** Why a person reads a package: its unit investigates, the bureau looks after what it sent. */
export function purposeOf(person: PersonActor): Purpose {
  return person.compartment === null ? 'dissemination' : 'investigation';
}

async function openFor(desk: Desk, request: Request) {
  const person = signedIn(request);
  const { id: packageId } = request.params as { id: string };
  const opened = await readPackage(desk.store, person, { packageId, purpose: purposeOf(person) });
  const { referralId } = opened.package;
  return {
    person,
    opened,
    asked: request.query as Pages,
    openedBefore: await evidenceOpenedBy(desk.store.db, person.id, referralId),
    reader: readerOf(request, desk.store.clock.now()),
  };
}

/** The page of a package; each look at it is logged. */
export async function showPackage(
  desk: Desk,
  request: Request,
  reply: Reply,
  again: Again = {},
): Promise<Reply> {
  const { person, opened, reader, ...shown } = await openFor(desk, request);
  const document = opened.document.open('to show it to its reader');
  const view = packageView(opened, await namesOfUnits(desk.store.db), reader);
  const outcomes = await outcomesOf(desk.store.db, opened.package.referralId);
  return reply.page('packages/package.njk', {
    title: reader.words.packages.one(view.number),
    view,
    here: `/packages/${view.id}`,
    ...reportView({ ...document, ...document.header }, { ...shown, reader }),
    outcomes: outcomeLines(
      outcomes.filter(({ packageId }) => packageId === view.id),
      reader,
    ),
    may: actsOf(person, opened.package),
    suggestedUnit: opened.package.suggestedUnit,
    choices: await choicesFor(desk, reader, opened.package.unitId),
    ...formValues(again),
  });
}

async function choicesFor({ store }: Desk, reader: Reader, ownUnit: string) {
  const units = (await unitsOn(store.db, store.clock.now()))
    .filter(({ id }) => id !== ownUnit)
    .map(({ id, name }) => ({ value: id, text: name }))
    .sort((a, b) => a.text.localeCompare(b.text));
  return {
    units,
    refusals: choicesOf(REFUSALS_OF_PACKAGE, reader),
    statuses: choicesOf(OUTCOME_STATUSES, reader),
    closures: choicesOf(CLOSURE_REASONS, reader),
    withdrawals: choicesOf(WITHDRAWALS, reader),
    reasons: choicesOf(CHOICE_REASONS, reader),
    answers: Object.entries(reader.words.packages.answers).map(([value, text]) => ({ value, text })),
  };
}

/** Another report of the same that the package holds. */
export async function showReport(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { person, opened, reader, ...shown } = await openFor(desk, request);
  const { number } = request.params as { number: string };
  const { otherReports } = opened.document.open('to show a report to its reader');
  const report = otherReports.find(({ referral }) => referral === number);
  if (!report) throw new Problem('referral.not-found');
  return reply.page('packages/report.njk', {
    title: reader.words.packages.report(number),
    packageId: opened.package.id,
    here: `/packages/${opened.package.id}/reports/${number}`,
    report: number,
    may: actsOf(person, opened.package),
    ...reportView(report, { ...shown, reader }),
  });
}

export async function showEvidence({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { id: packageId } = request.params as { id: string };
  const { item = '', report } = formFrom(request.body);
  const opened = await openPackageEvidence(store, signedIn(request), { packageId, report, evidenceId: item });
  const { kind, label, value } = opened.open('to show it to whoever opened it');
  const { words, term } = readerOf(request, store.clock.now());
  return reply.page('packages/evidence.njk', {
    title: words.packages.openedTitle,
    back: report ? `/packages/${packageId}/reports/${report}` : `/packages/${packageId}`,
    kind: term(EVIDENCE_KINDS, kind),
    isAddress: kind === 'url',
    label,
    value,
  });
}
