import { INCIDENT_TYPES, type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { invalid } from './json-text.ts';
import { present } from './making.ts';
import { looksLikeJson, readForm } from './public-form-answers.ts';
import { concernOf, FACT_FIELDS, type FormField, formField, TELLING_FIELDS } from './public-form-fields.ts';
import { formPeople } from './public-form-people.ts';
import { type FormReader, formReader } from './public-form-reader.ts';

export const publicForm: Adapter = {
  name: 'public-form',
  label: 'Public form',
  mediaTypes: ['application/x-www-form-urlencoded', 'application/vnd.everydot.public-form+json'],
  recognises,
  read,
};

function recognises(raw: Buffer): boolean {
  const text = raw.subarray(0, 4096).toString('utf8');
  const names = looksLikeJson(raw) ? /"([\w-]{2,40})"\s*:/g : /(?:^|&)([\w-]{2,40})=/g;
  return [...text.matchAll(names)].some(([, name]) =>
    TELLING_FIELDS.some((field) => field === formField(name!)),
  );
}

function read(raw: Buffer, context: ReadingContext): Reading {
  const form = readForm(raw);
  const reader = formReader(form.entries);
  if (!SUBSTANCE.some(reader.has))
    throw invalid([{ reason: 'nothing is said about what happened, where, or who did it' }]);
  return { content: contentOf(reader, context), stripped: form.stripped, ...(form.raw && { raw: form.raw }) };
}

/** Without one of these there is nothing to act on. */
const SUBSTANCE = [
  'whatHappened',
  'webAddress',
  'suspectUsername',
  'suspectName',
  'suspectProfile',
  'aboutSuspect',
  'inDangerNow',
] as const satisfies FormField[];

/** A service's name stands unsealed, so that it must look like one. */
const SERVICE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} .'+!-]{0,59}$/u;

function contentOf(reader: FormReader, context: ReadingContext): ReferralContent {
  const { evidence } = reader.making;
  for (const text of reader.all('whatHappened')) evidence.add('text', 'What happened', text);
  for (const text of reader.all('aboutSuspect')) evidence.add('text', 'About who did it', text);
  for (const address of reader.all('webAddress').flatMap((lines) => lines.split(/\s+/)))
    evidence.add('url', 'Web address', address);
  const incidentType = reader.choice('concern', concernOf) ?? 'other';
  const platform = reader.choice('whereOnline', (name) => (SERVICE_NAME.test(name) ? name : undefined));
  const when = reader.moment('whenHappened', 'incident');
  const facts = factsOf(reader);
  const parties = formPeople(reader, platform);
  const flags = contactFlags(reader);
  reader.keepRest();
  return present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[incidentType].threat,
    incidentType,
    references: [],
    flags,
    urgencyClaim: facts.immediateDanger === 'yes' ? { level: 'in danger now' } : undefined,
    facts,
    times: when ? [when] : [],
    platform,
    parties,
    files: [],
    places: [],
    sourceGrading: { source: context.reliability, information: 'D', handling: 'P' },
    evidence: evidence.evidence,
    kept: evidence.kept,
  });
}

function factsOf(reader: FormReader): ReferralContent['facts'] {
  const answers = Object.entries(FACT_FIELDS).map(
    ([field, fact]) => [fact, reader.answer(field as FormField)] as const,
  );
  return Object.fromEntries(answers.filter(([, answer]) => answer !== undefined));
}

/** Whether the reporter wants to be contacted; how it is safe is kept as they wrote it. */
function contactFlags(reader: FormReader): string[] {
  const answer = reader.answer('contactWish');
  if (answer === 'yes') return ['reporter-wants-contact'];
  return answer === 'no' ? ['reporter-wants-no-contact'] : [];
}
