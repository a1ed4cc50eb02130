import multipart, { type MultipartFile } from '@fastify/multipart';
import { ensureMay } from '../../access/index.ts';
import { ownForceOf, uploadReturn } from '../../flow/index.ts';
import { codeOfPeriod, EVERY_FORCE, periodOfCode } from '../../returns/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Again, type FormError, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { timesIn } from '../frame/times.ts';
import { visitOf } from '../frame/visits.ts';
import { areaFor } from '../picture/area.ts';
import { nameOfPeriod, periodChoices } from './period-names.ts';

/** Chosen: 50,000 cases with twenty columns are under 10 MB as CSV, and a table of all forces under one. */
const LARGEST_MEGABYTES = 25;
const MEGABYTE = 1_000_000;
/** In the form: one table that names its forces. */
const MANY_FORCES = 'many';

/** A file of a form, taken into memory; `isTooLarge`: it was cut off. */
type SentFile = { name: string; content: Buffer; isTooLarge: boolean };

/** A return comes in. A form with a file is read only for those who have signed in. */
export const uploadPages: Pages = (app, desk) => {
  app.get('/returns/new', (request, reply) => showForm(desk, { request, reply }));
  void app.register(async (forms) => {
    await forms.register(multipart, {
      attachFieldsToBody: 'keyValues',
      onFile: takeFile,
      limits: { fileSize: LARGEST_MEGABYTES * MEGABYTE, files: 1, fields: 10 },
    });
    forms.post(
      '/returns',
      {
        onRequest: async (request) => {
          request.visit = await visitOf(desk, request);
          ensureMay(signedIn(request), 'send-return');
        },
      },
      (request, reply) => takeReturn(desk, request, reply),
    );
  });
};

async function takeFile(part: MultipartFile): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of part.file) pieces.push(piece as Buffer);
  const value: SentFile = {
    name: part.filename,
    content: Buffer.concat(pieces),
    isTooLarge: part.file.truncated,
  };
  Object.assign(part, { value });
}

async function takeReturn(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { words } = request.visit;
  const form = formFrom(request.body);
  const file = fileIn(request.body);
  const own = await ownForceOf(desk.store, signedIn(request));
  const period = periodOfCode(form['period'] ?? '');
  const errors = errorsIn(request, { form, file, own });
  if (errors.length > 0 || !file || !period) return showForm(desk, { request, reply, errors, typed: form });
  const force = own ?? (form['force'] === MANY_FORCES ? null : form['force']!);
  try {
    const { id, isRepeated } = await uploadReturn(desk.store, signedIn(request), { force, period, ...file });
    return reply.redirect(`/returns/${id}${isRepeated ? '?done=repeated' : ''}`, 303);
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== 422) throw failure;
    const text = failure.code === 'returns.invalid' ? words.returns.new.invalid : sayUnreadable(failure);
    return showForm(desk, { request, reply, errors: [formError('file', text)], typed: form });
  }
}

/** Why a file cannot be read, with its sheet and cell where they are known. */
function sayUnreadable({ message, faults }: Problem): string {
  const places = faults.map(({ path, reason }) => (path ? `${path}: ${reason}` : reason));
  return [message, ...places].join('. ');
}

function fileIn(body: unknown): SentFile | undefined {
  const file = (body as { file?: Partial<SentFile> } | undefined)?.file;
  return file && Buffer.isBuffer(file.content) && file.name ? (file as SentFile) : undefined;
}

function errorsIn(
  { visit }: Request,
  sent: { form: ReturnType<typeof formFrom>; file: SentFile | undefined; own: string | null },
): FormError[] {
  const { new: w } = visit.words.returns;
  const { form, file, own } = sent;
  const isForce =
    own !== null || form['force'] === MANY_FORCES || EVERY_FORCE.some(({ key }) => key === form['force']);
  const errors: (FormError | false)[] = [
    !isForce && formError('force', w.noForce),
    !periodOfCode(form['period'] ?? '') && formError('period', w.noPeriod),
    !file && formError('file', w.noFile),
    file?.isTooLarge === true && formError('file', w.tooLarge(LARGEST_MEGABYTES)),
  ];
  return errors.filter((error) => error !== false);
}

async function showForm(
  { store }: Desk,
  { request, reply, ...again }: { request: Request; reply: Reply } & Again,
): Promise<Reply> {
  const person = signedIn(request);
  ensureMay(person, 'send-return');
  const { words } = request.visit;
  const w = words.returns;
  const own = await ownForceOf(store, person);
  const times = timesIn(words);
  if (again.errors?.length) reply.code(422);
  return reply.page('returns/new.njk', {
    title: w.new.title,
    area: areaFor(person, words, '/returns/new'),
    own: own && nameOfForce(own),
    forces: [
      { value: '', text: w.new.choose },
      { value: MANY_FORCES, text: w.manyForces },
      ...EVERY_FORCE.map(({ key, name }) => ({ value: key, text: name })),
    ],
    periods: [
      { value: '', text: w.new.choosePeriod },
      ...periodChoices(store.clock.now()).map((period) => ({
        value: codeOfPeriod(period),
        text: nameOfPeriod(period, words, times),
      })),
    ],
    largest: w.new.fileHint(LARGEST_MEGABYTES),
    ...formValues(again),
  });
}

export function nameOfForce(key: string): string {
  return EVERY_FORCE.find((force) => force.key === key)?.name ?? key;
}
