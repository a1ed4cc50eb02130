import type { Counted } from './mapping.ts';

/** Undefined where the two contradict each other. An inner code of the same list is the narrower one. */
export function join(outer: Counted, inner: Counted): Counted | undefined {
  if (outer.question !== undefined && inner.question !== undefined && outer.question !== inner.question)
    return undefined;
  for (const [list, code] of Object.entries(inner.codes ?? {}))
    if (outer.codes?.[list] !== undefined && outer.codes[list] !== code) return undefined;
  const codes = { ...outer.codes, ...inner.codes };
  const question = inner.question ?? outer.question;
  return {
    is: 'counted',
    ...(question !== undefined && { question }),
    ...(Object.keys(codes).length > 0 && { codes }),
    ...((outer.isTotal || inner.isTotal) && { isTotal: true }),
    ...((outer.isPart || inner.isPart) && { isPart: true }),
    ...((outer.isLossy || inner.isLossy) && { isLossy: true }),
  };
}
