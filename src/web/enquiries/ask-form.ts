import { type Asked, AUTHORITIES, type Concerns, ENQUIRY_KINDS } from '../../dissemination/index.ts';
import { askEnquiry, readAskable } from '../../flow/index.ts';
import { errorsOf, type Form, type FormError, formError, isOneOf } from '../frame/forms.ts';
import { type Desk, type Request, signedIn } from '../frame/pages.ts';
import { typedAs } from './asked-text.ts';

type Choose = Request['visit']['words']['enquiries']['choose'];

/** Asks what the form says; gives what is wrong with it, or nothing once it is asked. */
export async function ask(
  { store }: Desk,
  request: Request,
  { referralId, form }: { referralId: string; form: Form },
): Promise<FormError[]> {
  const person = signedIn(request);
  const { choose } = request.visit.words.enquiries;
  const askable = (await readAskable(store, person, referralId)).open('to find the one that was picked');
  const { kind, authority, concerns, provider = '', again = '' } = form;
  const asked = pickedFrom(askable, form['which']);
  const missing = askErrors(form, asked, choose);
  if (!isOneOf(ENQUIRY_KINDS, kind) || !isOneOf(AUTHORITIES, authority) || !asked || missing.length > 0)
    return missing;
  return errorsOf(
    async () =>
      askEnquiry(store, person, {
        referralId,
        kind,
        concerns: concerns === 'child' ? 'child' : ('suspect' satisfies Concerns),
        provider: provider.trim(),
        authority,
        asked,
        askedAgain: typedAs(again, asked),
      }),
    {
      'dissemination.identifiers-differ': formError('again', choose.differ),
      'dissemination.identifier-unreadable': formError('again', choose.unreadable),
      'dissemination.authority-does-not-fit': formError('authority', choose.authorityFits),
      'referral.action-not-possible': formError('kind', choose.notNow),
    },
  );
}

/** By its place in the list; that it is still the same one is what the double check is for. */
function pickedFrom(askable: readonly Asked[], which: string | undefined): Asked | undefined {
  return which !== undefined && /^\d{1,6}$/.test(which) ? askable[Number(which)] : undefined;
}

function askErrors(form: Form, asked: Asked | undefined, choose: Choose): FormError[] {
  const { kind } = form;
  const fits = !isOneOf(ENQUIRY_KINDS, kind) || !asked || ENQUIRY_KINDS[kind].about === asked.sort;
  const checks: [field: string, text: string, holds: boolean][] = [
    ['kind', choose.kind, isOneOf(ENQUIRY_KINDS, kind)],
    ['which', choose.which, asked !== undefined],
    ['which', kind === 'subscriber' ? choose.needsAddress : choose.needsAccount, fits],
    ['again', choose.again, Boolean(form['again']?.trim())],
    ['provider', choose.provider, Boolean(form['provider']?.trim())],
    ['authority', choose.authority, isOneOf(AUTHORITIES, form['authority'])],
  ];
  return checks.filter(([, , holds]) => !holds).map(([field, text]) => formError(field, text));
}
