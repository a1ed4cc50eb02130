import { Compile } from 'typebox/compile';
import { type Fault, Problem } from '../../shared/problem.ts';
import type { Scheme } from './scheme.ts';
import { SchemeSchema } from './scheme-document.ts';

const validator = Compile(SchemeSchema);
const MOST_FAULTS = 50;

/** Checks a document of the national scheme; throws `picture.invalid-scheme` with the place of every fault. */
export function readScheme(document: unknown): Scheme {
  if (!validator.Check(document))
    throw invalid(
      validator
        .Errors(document)
        .map(({ instancePath, message }) => ({ path: instancePath, reason: message })),
    );
  const { $schema: _, ...scheme } = document;
  const faults = [...twice(scheme), ...dangling(scheme)];
  if (faults.length > 0) throw invalid(faults);
  return scheme;
}

function invalid(faults: readonly Fault[]): Problem {
  return new Problem('picture.invalid-scheme', { faults: faults.slice(0, MOST_FAULTS) });
}

function twice({ questions, codeLists }: Scheme): Fault[] {
  const sets = [
    { path: '/questions', ids: questions.map(({ id }) => id) },
    { path: '/codeLists', ids: codeLists.map(({ id }) => id) },
    ...codeLists.map(({ codes }, i) => ({
      path: `/codeLists/${i}/codes`,
      ids: codes.map(({ code }) => code),
    })),
  ];
  return sets.flatMap(({ path, ids }) =>
    ids
      .filter((id, i) => ids.indexOf(id) !== i)
      .map((id) => ({ path, reason: `"${id}" stands there twice` })),
  );
}

/** Names of what is not there. */
function dangling({ questions, codeLists }: Scheme): Fault[] {
  const known = { by: codeLists.map(({ id }) => id), atMost: questions.map(({ id }) => id) };
  return questions.flatMap((question, i) =>
    (['by', 'atMost'] as const).flatMap((field) =>
      question[field]
        .filter((id) => !known[field].includes(id))
        .map((id) => ({ path: `/questions/${i}/${field}`, reason: `there is no "${id}"` })),
    ),
  );
}
