import { Problem } from '../../shared/problem.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { readLinkSpec } from '../model/read-link-spec.ts';

/** A learned model together with what it was learned for, as a document. */
export type StoredModel = { spec: LinkSpec; model: LinkModel };

/** Checks a stored model; `own`: the specification that it is to be used with, in place of its own. */
export function readStoredModel(document: unknown, own?: LinkSpec): StoredModel {
  const { spec: stored, model } = (document ?? {}) as Partial<StoredModel>;
  if (!stored || !isModel(model)) throw invalid('it is not what --save-model writes');
  const spec = own ?? readLinkSpec(stored);
  const wanted = spec.attributes.map(({ name, kind }) => `${name}: ${KINDS[kind].levels.length + 1} levels`);
  const held = model.attributes.map(({ name, levels }) => `${name}: ${levels.length} levels`);
  if (wanted.join() !== held.join())
    throw invalid(`it was learned for other attributes: ${held.join(', ')}; wanted are ${wanted.join(', ')}`);
  return { spec, model };
}

function invalid(detail: string): Problem {
  return new Problem('linking.invalid-model', { detail });
}

function isModel(model: LinkModel | undefined): model is LinkModel {
  return (
    typeof model === 'object' &&
    isShare(model.prior) &&
    Array.isArray(model.attributes) &&
    model.attributes.every(
      ({ name, levels, given }) =>
        typeof name === 'string' &&
        Array.isArray(levels) &&
        levels.every(({ m, u }) => isShare(m) && isShare(u)) &&
        (given === undefined || model.attributes.some((other) => other.name === given.attribute)),
    )
  );
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}
