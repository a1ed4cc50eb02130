import { ENQUIRY_RESULTS, type SubscriberDetail } from '../../dissemination/index.ts';
import { answerEnquiry, readAsked } from '../../flow/index.ts';
import { errorsOf, type Form, type FormError, formError, isOneOf } from '../frame/forms.ts';
import { type Desk, type Request, signedIn } from '../frame/pages.ts';
import { typedAs } from './asked-text.ts';

/** Takes in what a provider answered; gives what is wrong with the form, or nothing. Ids of fields end in the enquiry's. */
export async function answer(
  { store }: Desk,
  request: Request,
  { enquiryId, form }: { enquiryId: string; form: Form },
): Promise<FormError[]> {
  const person = signedIn(request);
  const { choose } = request.visit.words.enquiries;
  const { result, about = '' } = form;
  const at = (field: string, text: string) => formError(`${field}-${enquiryId}`, text);
  const missing = [
    ...(isOneOf(ENQUIRY_RESULTS, result) ? [] : [at('result', choose.result)]),
    ...(about.trim() ? [] : [at('about', choose.about)]),
  ];
  if (!isOneOf(ENQUIRY_RESULTS, result) || missing.length > 0) return missing;
  return errorsOf(
    async () => {
      const asked = (await readAsked(store, person, enquiryId)).open('to compare the answer with it');
      await answerEnquiry(store, person, {
        enquiryId,
        result,
        about: typedAs(about, asked),
        ...whereFrom(form),
        ...subscriberFrom(form),
      });
    },
    {
      'dissemination.identifier-unreadable': at('about', choose.unreadable),
      'dissemination.unknown-unit': at('force', choose.force),
    },
  );
}

function whereFrom({ force, otherForce, country }: Form): { forces?: string[]; countries?: string[] } {
  const forces = [...new Set([force, otherForce].filter((id) => id !== undefined && id !== ''))];
  return {
    ...(forces.length > 0 && { forces: forces as string[] }),
    ...(country && { countries: [country] }),
  };
}

/** Only what was filled in; each line of the address stands for itself. */
function subscriberFrom(form: Form): { subscriber?: SubscriberDetail } {
  const text = (field: string) => form[field]?.trim() ?? '';
  const lines = text('address')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const subscriber: SubscriberDetail = {
    ...(text('name') && { names: [text('name')] }),
    ...(lines.length > 0 && { lines }),
    ...(text('postcode') && { postcode: text('postcode') }),
    ...(text('reference') && { reference: text('reference') }),
  };
  return Object.keys(subscriber).length > 0 ? { subscriber } : {};
}
