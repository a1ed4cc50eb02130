import { ensureMay } from '../../access/index.ts';
import { CLOSURE_REASONS } from '../../assessment/index.ts';
import { closeReferral } from '../../flow/index.ts';
import { formatNumber, nextState, type ReferralHeader } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { LONGEST_NOTE } from './decide-pages.ts';
import { seenReferral } from './find-referral.ts';

type Form = { reason?: string; note?: string };
type Fault = { field: 'reason' | 'note'; text: string };

export const closePages: Pages = (app, { store }) => {
  app.get<{ Params: { number: string } }>('/referrals/:number/close', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'close-referral');
    const header = await seenReferral(store, person, request.params.number);
    return showForm({ request, reply, header, form: {}, faults: [] });
  });

  app.post<{ Params: { number: string }; Body: Form }>('/referrals/:number/close', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'close-referral');
    const header = await seenReferral(store, person, request.params.number);
    const form = request.body;
    const faults = faultsIn(request, form);
    const problem = faults.length > 0 ? null : await close(store, { request, header, form });
    if (faults.length === 0 && !problem)
      return reply.redirect(`/referrals/${formatNumber(header.number)}`, 303);
    const told = problem ? [{ field: 'reason', text: textOf(problem, request) } as const] : faults;
    return showForm({ request, reply: reply.code(problem?.status ?? 422), header, form, faults: told });
  });
};

function faultsIn({ visit }: Request, { reason, note }: Form): Fault[] {
  const { closing, decide } = visit.words;
  const faults: (Fault | false)[] = [
    !Object.hasOwn(CLOSURE_REASONS, reason ?? '') && { field: 'reason', text: closing.reasonMissing },
    (note ?? '').length > LONGEST_NOTE && { field: 'note', text: decide.noteTooLong(LONGEST_NOTE) },
  ];
  return faults.filter((fault) => fault !== false);
}

/** Null if it was closed, else why not. */
async function close(
  store: Desk['store'],
  { request, header, form }: { request: Request; header: ReferralHeader; form: Form },
): Promise<Problem | null> {
  try {
    await closeReferral(store, signedIn(request), {
      referralId: header.id,
      reasonCode: form.reason!,
      ...(form.note && { note: form.note }),
    });
    return null;
  } catch (failure) {
    if (
      failure instanceof Problem &&
      ['assessment.alarm-open', 'referral.action-not-possible'].includes(failure.code)
    )
      return failure;
    throw failure;
  }
}

function textOf({ code }: Problem, { visit: { words } }: Request): string {
  return code === 'assessment.alarm-open' ? words.closing.alarmOpen : words.closing.notPossible;
}

type Shown = { request: Request; reply: Reply; header: ReferralHeader; form: Form; faults: readonly Fault[] };

async function showForm({ request, reply, header, form, faults }: Shown): Promise<Reply> {
  const { words } = request.visit;
  const { say } = termsIn(words);
  const number = formatNumber(header.number);
  return reply.page('referral/close.njk', {
    title: words.closing.title(number),
    number,
    isPossible: nextState(header.state, 'close') !== undefined,
    errors: faults.map(({ field, text }) => ({ text, href: `#${field}` })),
    fault: Object.fromEntries(faults.map(({ field, text }) => [field, { text }])),
    form,
    reasons: Object.entries(CLOSURE_REASONS).map(([value, { label }]) => ({
      value,
      text: say(label),
      checked: form.reason === value,
    })),
  });
}
