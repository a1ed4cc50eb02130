import type { PersonActor } from '../../access/index.ts';
import { BAND_ORDER, BANDS, type Band, DECISION_STAGES, OVERRIDE_REASONS } from '../../assessment/index.ts';
import { decidePriority, type PriorityDecision, readPriority, type ShownPriority } from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { bandTag } from '../frame/tags.ts';
import type { Words } from '../words.ts';
import { decisionLine, rangeOf } from './headline.ts';

/** As the form sends it. `answer`: "accept" or a band. */
type Form = { answer?: string; reason?: string; note?: string; assessment?: string };
type Fault = { field: 'answer' | 'reason' | 'note'; text: string };

/** A note says why in a few sentences; what happened stands in the evidence. */
export const LONGEST_NOTE = 4_000;

export const decidePages: Pages = (app, desk) => {
  app.get<{ Params: { number: string } }>('/referrals/:number/decide', async (request, reply) => {
    const shown = await readPriority(desk.store, signedIn(request), request.params.number);
    return showForm(desk, { request, reply, shown, form: {}, faults: [] });
  });

  app.post<{ Params: { number: string }; Body: Form }>(
    '/referrals/:number/decide',
    async (request, reply) => {
      const person = signedIn(request);
      const shown = await readPriority(desk.store, person, request.params.number);
      const form = request.body;
      const faults = faultsIn(form, shown, request.visit.words);
      const problem = faults.length > 0 ? null : await decide(desk, person, { shown, form });
      if (faults.length === 0 && !problem) {
        return reply.redirect(`/referrals/${formatNumber(shown.header.number)}`, 303);
      }
      const told = problem ? [faultOf(problem, request.visit.words)] : faults;
      // The proposal may be another by now: it is the current one that is shown and decided on next.
      const current = problem ? await readPriority(desk.store, person, shown.header.id) : shown;
      return showForm(desk, {
        request,
        reply: reply.code(problem?.status ?? 422),
        shown: current,
        form,
        faults: told,
      });
    },
  );
};

function isBand(answer: string | undefined): answer is Band {
  return answer !== undefined && Object.hasOwn(BANDS, answer);
}

function departs(form: Form, { priority }: ShownPriority): boolean {
  return isBand(form.answer) && form.answer !== priority?.proposal.band;
}

function faultsIn(form: Form, shown: ShownPriority, { decide }: Words): Fault[] {
  const known = form.answer === 'accept' || isBand(form.answer);
  const hasReason = Object.hasOwn(OVERRIDE_REASONS, form.reason ?? '');
  const faults: (Fault | false)[] = [
    !known && { field: 'answer', text: decide.bandMissing },
    departs(form, shown) && !hasReason && { field: 'reason', text: decide.reasonMissing },
    (form.note ?? '').length > LONGEST_NOTE && { field: 'note', text: decide.noteTooLong(LONGEST_NOTE) },
  ];
  return faults.filter((fault) => fault !== false);
}

/** Null if it was decided, else why not. */
async function decide(
  { store }: Desk,
  person: PersonActor,
  { shown, form }: { shown: ShownPriority; form: Form },
): Promise<Problem | null> {
  const asked: PriorityDecision = {
    referralId: shown.header.id,
    ...(form.assessment && { assessmentId: form.assessment }),
    ...(form.note && { note: form.note }),
    ...(isBand(form.answer) ? { band: form.answer, reasonCode: form.reason ?? '' } : { accept: true }),
  };
  try {
    await decidePriority(store, person, asked);
    return null;
  } catch (failure) {
    if (failure instanceof Problem && TELLABLE.has(failure.code)) return failure;
    throw failure;
  }
}

/** What the person can see to on the form itself. */
const TELLABLE: ReadonlySet<string> = new Set([
  'assessment.proposal-changed',
  'assessment.floor-needs-duty-officer',
  'assessment.not-assessed',
  'referral.action-not-possible',
]);

function faultOf({ code }: Problem, { decide }: Words): Fault {
  if (code === 'assessment.proposal-changed') return { field: 'answer', text: decide.changed };
  if (code === 'assessment.floor-needs-duty-officer') return { field: 'answer', text: decide.floorLocked };
  return { field: 'answer', text: decide.notOpen };
}

type Shown = { request: Request; reply: Reply; shown: ShownPriority; form: Form; faults: readonly Fault[] };

async function showForm({ store }: Desk, { request, reply, shown, form, faults }: Shown): Promise<Reply> {
  const reader = readerOf(request, store.clock.now());
  const { words, term, say } = reader;
  const number = formatNumber(shown.header.number);
  const { priority } = shown;
  return reply.page('referral/decide.njk', {
    title: words.decide.title(number),
    number,
    errors: faults.map(({ field, text }) => ({ text, href: `#${field}` })),
    fault: Object.fromEntries(faults.map(({ field, text }) => [field, { text }])),
    form,
    assessmentId: priority?.assessment.id,
    proposed: priority && {
      band: bandTag(priority.proposal.band, reader),
      name: term(BANDS, priority.proposal.band),
      range: rangeOf(priority.assessment.result.band, (band) => term(BANDS, band), reader),
      reasons: priority.assessment.result.band.reasons.map(reader.reason),
      isFloored: priority.proposal.floors.length > 0,
    },
    before:
      priority?.decision &&
      decisionLine(priority.decision, priority.outOfDate, {
        names: new Map([[reader.personId, request.visit.person!.name]]),
        reader,
      }),
    bands: BAND_ORDER.filter((band) => band !== priority?.proposal.band).map((band) => ({
      value: band,
      text: term(BANDS, band),
      hint: { text: words.decide.actWithin(BANDS[band].actWithinDays) },
      checked: form.answer === band,
    })),
    reasons: reasonChoices(form.reason, say),
  });
}

/** The reasons under the stages of the National Decision Model. */
function reasonChoices(chosen: string | undefined, say: (label: string) => string): object[] {
  return Object.entries(DECISION_STAGES).map(([stage, { label }]) => ({
    label: say(label),
    options: Object.entries(OVERRIDE_REASONS)
      .filter(([, reason]) => reason.stage === stage)
      .map(([value, reason]) => ({ value, text: say(reason.label), selected: value === chosen })),
  }));
}
