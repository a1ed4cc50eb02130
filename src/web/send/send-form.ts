import { CHOICE_REASONS, PURPOSES_OF_PACKAGE } from '../../dissemination/index.ts';
import { disseminateReferral, type PackageRequest } from '../../flow/index.ts';
import { errorsOf, type FormError, formError, formFrom, isOneOf, type Mendable } from '../frame/forms.ts';
import { type Desk, type Request, signedIn } from '../frame/pages.ts';

type SendWords = Request['visit']['words']['send'];

/** Units that were ticked among the proposed ones, each as "unit|purpose". */
export function tickedIn(body: unknown): string[] {
  const { to } = (body ?? {}) as { to?: unknown };
  return [to].flat().filter((value) => typeof value === 'string');
}

/** Signs and sends what the form asks for, all or none; gives what is wrong with it, or nothing once it is sent. */
export async function send(
  { store, signer }: Desk,
  request: Request,
  { referralId, cautioned }: { referralId: string; cautioned: ReadonlySet<string> },
): Promise<FormError[]> {
  const { send: words } = request.visit.words;
  const packages = packagesFrom(request.body, words, cautioned);
  if ('errors' in packages) return packages.errors;
  return errorsOf(
    () => disseminateReferral(store, signedIn(request), { referralId, ...packages }, signer),
    mendable(words),
  );
}

function mendable(words: SendWords): Mendable {
  return {
    'dissemination.no-decision': formError('to', words.undecided),
    'dissemination.decision-out-of-date': formError('to', words.decideAgain),
    'dissemination.mismatch-open': formError('to', words.mismatchOpen),
    'dissemination.already-sent': formError('to', words.alreadySent),
    'dissemination.unit-not-proposed': formError('reason', words.chooseReason),
    'dissemination.unknown-unit': formError('other', words.chooseUnit),
    'dissemination.package-incomplete': formError('to', words.incomplete),
    'referral.action-not-possible': formError('to', words.notNow),
  };
}

type Asked = { packages: PackageRequest[] } | { errors: FormError[] };

/** A unit that was not proposed, and one that was proposed with a caution, need a person's reason. */
function packagesFrom(body: unknown, words: SendWords, cautioned: ReadonlySet<string>): Asked {
  const { other, purpose, reason, reporter } = formFrom(body);
  const ticked = tickedIn(body);
  if (ticked.length === 0 && !other) return { errors: [formError('to', words.chooseUnit)] };
  const isReasonNeeded = Boolean(other) || ticked.some((value) => cautioned.has(value));
  if (isReasonNeeded && !isOneOf(CHOICE_REASONS, reason))
    return { errors: [formError('reason', words.chooseReason)] };
  const because = isOneOf(CHOICE_REASONS, reason) ? { reason } : {};
  const disclosing = reporter === 'yes' ? { discloseReporter: true } : {};
  const proposed = ticked.flatMap((value) => {
    const [unitId = '', purposeOf] = value.split('|');
    if (!isOneOf(PURPOSES_OF_PACKAGE, purposeOf)) return [];
    return [{ unitId, purpose: purposeOf, ...(cautioned.has(value) && because), ...disclosing }];
  });
  const purposeOfOther = isOneOf(PURPOSES_OF_PACKAGE, purpose) ? purpose : 'suspect';
  const chosen = other ? [{ unitId: other, purpose: purposeOfOther, ...because, ...disclosing }] : [];
  return { packages: [...proposed, ...chosen] };
}
