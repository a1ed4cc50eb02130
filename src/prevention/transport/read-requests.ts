import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Problem } from '../../shared/problem.ts';
import type { ContentHashes } from '../lookup/content-hashes.ts';

const hex = (digits: number) => Type.String({ pattern: `^[0-9a-fA-F]{${digits}}$` });

const Hashes = Compile(
  Type.Object(
    {
      md5: Type.Optional(hex(32)),
      sha1: Type.Optional(hex(40)),
      sha256: Type.Optional(hex(64)),
      pdq: Type.Optional(Type.Object({ hash: hex(64), quality: Type.Integer({ minimum: 0, maximum: 100 }) })),
    },
    { additionalProperties: false },
  ),
);

/** Hashes to look up. Throws `api.bad-request` with what does not fit. */
export function readHashes(body: Buffer): ContentHashes {
  return checked(Hashes, body);
}

/** Who decides, what and why; whether choice and reason are known is the hold queue's to say. */
const Decision = Compile(
  Type.Object(
    {
      choice: Type.String({ maxLength: 50 }),
      reason: Type.String({ maxLength: 50 }),
      by: Type.String({ minLength: 1, maxLength: 200 }),
    },
    { additionalProperties: false },
  ),
);

export function readDecision(body: Buffer): { choice: string; reason: string; by: string } {
  return checked(Decision, body);
}

type Checker<T> = {
  Check(value: unknown): value is T;
  Errors(value: unknown): { instancePath: string; message: string }[];
};

function checked<T>(checker: Checker<T>, body: Buffer): T {
  const value = parsed(body);
  if (checker.Check(value)) return value;
  throw new Problem('api.bad-request', {
    faults: checker
      .Errors(value)
      .map(({ instancePath, message }) => ({ path: instancePath || '/', reason: message })),
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Problem('api.bad-request', { detail: 'no JSON' });
    throw cause;
  }
}
