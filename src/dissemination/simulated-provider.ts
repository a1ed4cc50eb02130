import { createHash } from 'node:crypto';
import { normaliseAsked } from './asked.ts';
import type { Asked, EnquiryResult } from './enquiry.ts';

// Stands in for providers in a bureau of generated referrals. The same identifier always gets the same answer.

/** Out of 100 questions. An assumption made for the example, not a measurement. */
const RESULT_SHARES = [
  ['one-subscriber', 76],
  ['several', 8],
  ['none', 8],
  ['expired', 8],
] as const satisfies readonly (readonly [EnquiryResult, number])[];

export type SimulatedAnswer = { result: EnquiryResult; forces: string[]; about: Asked };

/** Pure: an answer drawn from the identifier's hash. `forces`: the slugs to draw from. */
export function simulateAnswer(asked: Asked, forces: readonly string[]): SimulatedAnswer {
  const hash = createHash('sha256')
    .update(JSON.stringify(normaliseAsked(asked)))
    .digest();
  const result = resultFor(hash.readUInt32BE(0) % 100);
  const pick = (at: number) => forces[hash.readUInt32BE(at) % forces.length]!;
  if (result === 'one-subscriber') return { result, forces: [pick(4)], about: asked };
  if (result === 'several') return { result, forces: [...new Set([pick(4), pick(8)])], about: asked };
  return { result, forces: [], about: asked };
}

function resultFor(draw: number): EnquiryResult {
  let upTo = 0;
  for (const [result, share] of RESULT_SHARES) {
    upTo += share;
    if (draw < upTo) return result;
  }
  throw new Error('the shares do not add up to 100');
}
