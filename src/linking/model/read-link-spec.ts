import { Compile } from 'typebox/compile';
import { type Fault, Problem } from '../../shared/problem.ts';
import type { Kind } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import { type LinkAttribute, type LinkSpec, LinkSpecSchema } from './link-spec.ts';
import { schemaFaults } from './schema-faults.ts';

const validator = Compile(LinkSpecSchema);

const MOST_FAULTS = 50;

/** Checks a specification; throws `linking.invalid-spec` with the place of every fault. */
export function readLinkSpec(document: unknown): LinkSpec {
  if (!validator.Check(document)) throw invalid(schemaFaults(validator.Errors(document)));
  const spec = document as LinkSpec;
  const faults = [...doubleNames(spec), ...spec.attributes.flatMap(checkParts), ...checkBlocking(spec)];
  if (faults.length > 0) throw invalid(faults);
  return spec;
}

function invalid(faults: readonly Fault[]): Problem {
  return new Problem('linking.invalid-spec', { faults: faults.slice(0, MOST_FAULTS) });
}

function doubleNames({ attributes }: LinkSpec): Fault[] {
  return attributes.flatMap(({ name }, i) =>
    attributes.findIndex((other) => other.name === name) === i
      ? []
      : [{ path: `/attributes/${i}/name`, reason: `"${name}" is the name of an attribute before it` }],
  );
}

function checkParts({ kind, columns }: LinkAttribute, i: number): Fault[] {
  const known = Object.keys(KINDS[kind].parts);
  const path = `/attributes/${i}/columns`;
  const given = Object.keys(columns);
  const wrong = given.filter((part) => !known.includes(part));
  if (wrong.length > 0)
    return wrong.map((part) => ({
      path: `${path}/${part}`,
      reason: `${kind} has no part "${part}"; it has: ${known.join(', ')}`,
    }));
  const needed = known.filter((part) => part !== 'other');
  return given.some((part) => needed.includes(part))
    ? []
    : [{ path, reason: `${kind} needs a column for one of: ${needed.join(', ')}` }];
}

function checkBlocking({ attributes, blocking = [] }: LinkSpec): Fault[] {
  const known = attributes.flatMap(({ name, kind }) => keyNames(KINDS[kind]).map((key) => `${name}.${key}`));
  return blocking.flatMap((rule, r) =>
    rule.flatMap((key, k) =>
      known.includes(key)
        ? []
        : [
            {
              path: `/blocking/${r}/${k}`,
              reason: `there is no key "${key}"; there are: ${known.join(', ')}`,
            },
          ],
    ),
  );
}

/** The names of a kind's keys and facets. */
function keyNames(kind: Kind): readonly string[] {
  return [...new Set([...kind.keyNames, ...kind.facetNames])];
}
