import { COMPLEX_TYPES, type Fate, type Occurs, ROOTS } from './cybertip-elements.ts';

/** One line of the restated schema: a place in a document, how often it may stand, its simple type if it says something, and its fate. */
export type ElementPath = { path: string; occurs: Occurs; type: string | null; fate: Fate; to: string };

/** Every place in every document of the format, written out from the list of types. */
export function elementPaths(): ElementPath[] {
  return Object.entries(ROOTS).flatMap(([name, { type, fate }]) => [
    { path: `/${name}`, occurs: '1', type: null, fate, to: 'the document' },
    ...pathsUnder(`/${name}`, type),
  ]);
}

function pathsUnder(parent: string, type: string): ElementPath[] {
  return (COMPLEX_TYPES[type]?.rows ?? []).flatMap(([name, occurs, rowType, fate, to]) => {
    const path = `${parent}/${name}`;
    const complex = COMPLEX_TYPES[rowType];
    return [
      { path, occurs, type: complex ? (complex.text ?? null) : rowType, fate, to },
      ...pathsUnder(path, rowType),
    ];
  });
}
