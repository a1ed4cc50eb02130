import type { FastifyInstance } from 'fastify';
import { CHOICE_REASONS, REFUSALS_OF_PACKAGE, WITHDRAWALS } from '../../dissemination/index.ts';
import { recordOutcome, refusePackage, reroutePackage, withdrawPackage } from '../../flow/index.ts';
import { errorsOf, type Form, type FormError, formError, formFrom, isOneOf } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { outcomeErrors, outcomeFrom } from './outcome-form.ts';
import { showPackage } from './show-package.ts';

type Act = (desk: Desk, request: Request, form: Form) => Promise<FormError[]>;

/** What can be done with a package: what a unit does with it, then what the bureau does. */
export function addPackageForms(app: FastifyInstance, desk: Desk): void {
  const acts: Record<string, Act> = { refuse, outcome, withdraw, 're-route': reroute };
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/packages/:id/${name}`, async (request, reply): Promise<Reply> => {
      const typed = formFrom(request.body);
      const errors = await act(desk, request, typed);
      if (errors.length > 0) return showPackage(desk, request, reply.code(422), { errors, typed });
      const back = name === 'refuse' ? '/packages' : `/packages/${packageIdOf(request)}`;
      return reply.redirect(back, 303);
    });
  }
}

function packageIdOf(request: Request): string {
  return (request.params as { id: string }).id;
}

const refuse: Act = async ({ store }, request, form) => {
  const { packages: words } = request.visit.words;
  const { refusal, suggested } = form;
  if (!isOneOf(REFUSALS_OF_PACKAGE, refusal)) return [formError('refusal', words.chooseReason)];
  const asked = { packageId: packageIdOf(request), reason: refusal };
  return errorsOf(
    () =>
      refusePackage(store, signedIn(request), { ...asked, ...(suggested && { suggestedUnit: suggested }) }),
    { 'dissemination.unknown-unit': formError('suggested', words.chooseUnit) },
  );
};

const outcome: Act = async ({ store }, request, form) => {
  const input = outcomeFrom(form);
  const errors = outcomeErrors(input, request.visit.words);
  if (errors.length === 0)
    await recordOutcome(store, signedIn(request), { packageId: packageIdOf(request), ...input });
  return errors;
};

const withdraw: Act = async ({ store }, request, { withdrawal }) => {
  const { packages: words } = request.visit.words;
  if (!isOneOf(WITHDRAWALS, withdrawal)) return [formError('withdrawal', words.chooseReason)];
  await withdrawPackage(store, signedIn(request), { packageId: packageIdOf(request), reason: withdrawal });
  return [];
};

const reroute: Act = async ({ store, signer }, request, { unit, choice }) => {
  const { packages: words } = request.visit.words;
  const missing = [
    ...(unit ? [] : [formError('unit', words.chooseUnit)]),
    ...(isOneOf(CHOICE_REASONS, choice) ? [] : [formError('choice', words.chooseReason)]),
  ];
  if (!unit || !isOneOf(CHOICE_REASONS, choice)) return missing;
  const asked = { packageId: packageIdOf(request), unitId: unit, reason: choice };
  return errorsOf(() => reroutePackage(store, signedIn(request), asked, signer), {
    'dissemination.unknown-unit': formError('unit', words.chooseUnit),
    'dissemination.already-sent': formError('unit', words.alreadySent),
    'dissemination.decision-out-of-date': formError('unit', words.decideAgain),
    'dissemination.mismatch-open': formError('unit', words.mismatchOpen),
  });
};
