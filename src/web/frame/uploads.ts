import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ensureMay, type Permission } from '../../access/index.ts';
import { Problem } from '../../shared/problem.ts';
import { answerFailure } from './answer-failure.ts';
import type { Desk } from './pages.ts';
import { signedIn, visitOf } from './visits.ts';

/** A file of a form, in memory. `isTooLarge`: it was cut off. */
export type Upload = { bytes: Buffer; isTooLarge: boolean };

/** Of a whole form. Chosen: the releases of eight countries, each at its largest, with room. */
const LARGEST_FORM_BYTES = 64_000_000;
const LIMITS = { files: 8, fields: 40, fieldSize: 200_000, fileSize: 20_000_000 };

/** Forms that carry files, in a context of their own; one is read only for somebody who may send it. */
export function uploadForms(
  app: FastifyInstance,
  desk: Desk,
  { permission, addForms }: { permission: Permission; addForms(forms: FastifyInstance): void },
): void {
  void app.register(async (forms) => {
    await forms.register(multipart, { attachFieldsToBody: 'keyValues', onFile: takeFile, limits: LIMITS });
    forms.addHook('onRequest', async (request) => {
      request.visit = await visitOf(desk, request);
      ensureMay(signedIn(request), permission);
      if (Number(request.headers['content-length'] ?? Number.NaN) <= LARGEST_FORM_BYTES) return;
      throw new Problem('intake.too-large');
    });
    forms.setErrorHandler((failure, request, reply) =>
      answerFailure(desk, { failure: toldOfForm(failure, request), request, reply }),
    );
    addForms(forms);
  });
}

/** What stopped a form from being read to its end, where the parser gives its error no status, is the form's own fault. */
function toldOfForm(failure: unknown, { body }: FastifyRequest): unknown {
  const isCoded = (failure as { statusCode?: number }).statusCode !== undefined;
  return body === undefined && !isCoded && !(failure instanceof Problem)
    ? new Problem('api.bad-request')
    : failure;
}

async function takeFile(part: MultipartFile): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of part.file) pieces.push(piece as Buffer);
  const value: Upload = { bytes: Buffer.concat(pieces), isTooLarge: part.file.truncated };
  Object.assign(part, { value });
}

/** The files of a field; an empty place for one is none. */
export function uploadsIn(body: unknown, field: string): Upload[] {
  const sent = (body as Record<string, unknown> | undefined)?.[field];
  return [sent].flat().filter((one): one is Upload => isUpload(one) && one.bytes.length > 0);
}

function isUpload(one: unknown): one is Upload {
  return typeof one === 'object' && one !== null && Buffer.isBuffer((one as Partial<Upload>).bytes);
}
