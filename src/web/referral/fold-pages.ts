import { ensureMay, type PersonActor } from '../../access/index.ts';
import { foldDuplicate } from '../../flow/index.ts';
import { FOLD_REASONS } from '../../linking/index.ts';
import { formatNumber, type ReferralHeader } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { seenReferral } from './find-referral.ts';

type Form = { into?: string; reason?: string };
type Fault = { field: 'into' | 'reason'; text: string };

/** A person who found that two receipts are one report names the other one by its number. */
export const foldPages: Pages = (app, { store }) => {
  app.get<{ Params: { number: string } }>('/referrals/:number/fold', async (request, reply) => {
    const header = await foldable(store, signedIn(request), request.params.number);
    return showForm({ request, reply, header, form: {}, faults: [] });
  });

  app.post<{ Params: { number: string }; Body: Form }>(
    '/referrals/:number/fold-into',
    async (request, reply) => {
      const person = signedIn(request);
      const header = await foldable(store, person, request.params.number);
      const form = request.body;
      const { joined } = request.visit.words;
      const hasReason = Object.hasOwn(FOLD_REASONS, form.reason ?? '');
      const faults: Fault[] = hasReason ? [] : [{ field: 'reason', text: joined.foldReasonMissing }];
      const head = faults.length === 0 ? await fold(store, person, { header, form }) : null;
      if (head) return reply.redirect(`/referrals/${formatNumber(head.number)}`, 303);
      if (faults.length === 0) faults.push({ field: 'into', text: joined.foldNumberWrong });
      return showForm({ request, reply: reply.code(422), header, form, faults });
    },
  );
};

async function foldable(store: Desk['store'], person: PersonActor, number: string): Promise<ReferralHeader> {
  ensureMay(person, 'fold-duplicate');
  return seenReferral(store, person, number);
}

/** The referral into which it was folded; null where what was typed is none into which it can be. */
async function fold(
  store: Desk['store'],
  person: PersonActor,
  { header, form }: { header: ReferralHeader; form: Form },
): Promise<ReferralHeader | null> {
  try {
    const head = await seenReferral(store, person, (form.into ?? '').trim());
    await foldDuplicate(store, person, { id: header.id, into: head.id, reason: form.reason! });
    return head;
  } catch (failure) {
    if (failure instanceof Problem && failure.status < 500) return null;
    throw failure;
  }
}

type Shown = { request: Request; reply: Reply; header: ReferralHeader; form: Form; faults: readonly Fault[] };

async function showForm({ request, reply, header, form, faults }: Shown): Promise<Reply> {
  const { words } = request.visit;
  const { say } = termsIn(words);
  const number = formatNumber(header.number);
  return reply.page('referral/fold.njk', {
    title: words.joined.foldTitle(number),
    number,
    errors: faults.map(({ field, text }) => ({ text, href: `#${field}` })),
    fault: Object.fromEntries(faults.map(({ field, text }) => [field, { text }])),
    form,
    reasons: Object.entries(FOLD_REASONS)
      .filter(([, { offered }]) => offered)
      .map(([value, { label }]) => ({ value, text: say(label), checked: form.reason === value })),
  });
}
