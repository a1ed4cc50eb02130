import { ensureMay } from '../../access/index.ts';
import { guardReferral } from '../../flow/index.ts';
import { formatNumber, GUARD_REASONS, type ReferralHeader, SENSITIVITIES } from '../../referral/index.ts';
import { type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { seenReferral } from './find-referral.ts';

type At = { Params: { number: string } };
type Form = { sensitivity?: string; reason?: string };
type Guard = Parameters<typeof guardReferral>[2];

/** Who may see a referral at all: a supervisor says so, with a reason. */
export const guardPages: Pages = (app, { store }) => {
  app.get<At>('/referrals/:number/guard', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'guard-referral');
    const header = await seenReferral(store, person, request.params.number);
    return showForm({ request, reply, header, form: { sensitivity: header.sensitivity }, missing: [] });
  });

  app.post<At & { Body: Form }>('/referrals/:number/guard', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'guard-referral');
    const header = await seenReferral(store, person, request.params.number);
    const { sensitivity, reason } = request.body;
    const missing = missingIn(request.body);
    if (missing.length > 0) {
      return showForm({ request, reply: reply.code(422), header, form: request.body, missing });
    }
    await guardReferral(store, person, { referralId: header.id, sensitivity, reason } as Guard);
    return reply.redirect(`/referrals/${formatNumber(header.number)}`, 303);
  });
};

function missingIn({ sensitivity = '', reason = '' }: Form): (keyof Form)[] {
  return [
    ...(Object.hasOwn(SENSITIVITIES, sensitivity) ? [] : ['sensitivity' as const]),
    ...(Object.hasOwn(GUARD_REASONS, reason) ? [] : ['reason' as const]),
  ];
}

type Shown = { request: Request; reply: Reply; header: ReferralHeader; form: Form; missing: (keyof Form)[] };

async function showForm({ request, reply, header, form, missing }: Shown): Promise<Reply> {
  const { guarding } = request.visit.words;
  const { say } = termsIn(request.visit.words);
  const number = formatNumber(header.number);
  const choices = (name: keyof Form, vocabulary: Record<string, { label: string }>) =>
    Object.entries(vocabulary).map(([value, { label }]) => ({
      value,
      text: say(label),
      checked: form[name] === value,
    }));
  return reply.page('referral/guard.njk', {
    title: guarding.title(number),
    number,
    errors: missing.map((field) => ({ text: guarding.missing[field], href: `#${field}` })),
    fault: Object.fromEntries(missing.map((field) => [field, { text: guarding.missing[field] }])),
    sensitivities: choices('sensitivity', SENSITIVITIES),
    reasons: choices('reason', GUARD_REASONS),
  });
}
