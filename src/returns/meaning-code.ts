import { LEFT_OUT, type LeftOutReason, type Meaning, type Place } from './mapping.ts';
import type { Scheme } from './scheme/scheme.ts';

/** What a person says that a label means. */
export type MeaningChange = { place: Place; means: Meaning };

// A meaning as one line of text, for a form or a command line: "is=counted&question=victims&code.sex=female".

export function codeOfMeaning(means: Meaning): string {
  const code = new URLSearchParams({ is: means.is });
  if (means.is === 'left-out') code.set('because', means.because);
  if (means.is === 'codes' || means.is === 'ages') code.set('list', means.list);
  if (means.is === 'counted') {
    if (means.question) code.set('question', means.question);
    for (const [list, value] of Object.entries(means.codes ?? {}).sort()) code.set(`code.${list}`, value);
    for (const flag of FLAGS) if (means[flag]) code.set(flag, '1');
  }
  return code.toString();
}

const FLAGS = ['isTotal', 'isPart', 'isLossy'] as const;

/** Null where it says nothing that the scheme knows. */
export function meaningOfCode(text: string, scheme: Scheme): Meaning | null {
  const code = new URLSearchParams(text);
  const list = code.get('list') ?? '';
  switch (code.get('is')) {
    case 'open':
    case 'questions':
    case 'dates':
      return { is: code.get('is') as 'open' | 'questions' | 'dates' };
    case 'codes':
    case 'ages':
      return scheme.codeLists.some(({ id }) => id === list)
        ? { is: code.get('is') as 'codes' | 'ages', list }
        : null;
    case 'left-out': {
      const because = code.get('because') ?? '';
      return Object.hasOwn(LEFT_OUT, because) ? { is: 'left-out', because: because as LeftOutReason } : null;
    }
    case 'counted':
      return countedIn(code, scheme);
    default:
      return null;
  }
}

function countedIn(code: URLSearchParams, { questions, codeLists }: Scheme): Meaning | null {
  const question = code.get('question');
  if (question !== null && !questions.some(({ id }) => id === question)) return null;
  const codes = [...code]
    .filter(([name]) => name.startsWith('code.'))
    .map(([name, one]) => [name.slice('code.'.length), one] as const);
  const isKnown = ([list, value]: readonly [string, string]) =>
    codeLists.find(({ id }) => id === list)?.codes.some((one) => one.code === value) ?? false;
  if (!codes.every(isKnown)) return null;
  return {
    is: 'counted',
    ...(question !== null && { question }),
    ...(codes.length > 0 && { codes: Object.fromEntries(codes) }),
    ...Object.fromEntries(FLAGS.filter((flag) => code.get(flag) === '1').map((flag) => [flag, true])),
  };
}
