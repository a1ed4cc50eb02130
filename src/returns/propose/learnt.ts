import { labelKey, textKey } from '../label-key.ts';
import type { MappedLabel, Mapping, Meaning } from '../mapping.ts';
import type { MatchedTable } from '../match-table.ts';
import type { FoundTable } from '../tables/found-table.ts';

/** What people have confirmed of a label before. `forces`: mappings that agree. */
export type LearntMeaning = {
  means: Meaning;
  isOwn: boolean;
  /** It was said of a label of this very table. */
  isSure: boolean;
  forces: number;
  /** Of a column of cases: what its values were said to stand for. */
  values?: MappedLabel['values'];
};

type Known = {
  own: Mapping | undefined;
  /** The tables of `own` as they stand in the return at hand. */
  matched: readonly MatchedTable[];
  examples: readonly Mapping[];
};

/** What was confirmed, by label: the force's own word first, then that of others where none of them contradicts. */
export class Learnt {
  readonly #own: Mapping | undefined;
  readonly #matched: readonly MatchedTable[];
  readonly #others = new Map<string, { means: Meaning; forces: number } | 'contradicted'>();

  constructor({ own, matched, examples }: Known) {
    this.#own = own;
    this.#matched = matched;
    for (const mapping of examples) for (const [key, means] of labelsIn(mapping)) this.#learn(key, means);
  }

  /** Undefined where nobody has confirmed anything. `year`: of the return at hand. */
  of(
    table: FoundTable,
    axis: Axis,
    path: readonly string[],
    year: number | undefined,
  ): LearntMeaning | undefined {
    const own = this.#ofOwn(table, axis, labelKey(path, year));
    if (own) return { ...own, isOwn: true, forces: 1 };
    const key = learntKey(axis, textKey(table.captions.at(-1)?.text ?? '', year), labelKey(path, year));
    const other = this.#others.get(key);
    return other === undefined || other === 'contradicted'
      ? undefined
      : { ...other, isOwn: false, isSure: false };
  }

  #ofOwn(table: FoundTable, axis: Axis, key: string): Omit<LearntMeaning, 'isOwn' | 'forces'> | undefined {
    const match = this.#matched.find(({ found }) => found === table);
    if (!match) return undefined;
    const { mapped, isSure } = match;
    if (axis === 'about')
      return isSure && mapped.about.is !== 'open' ? { means: mapped.about, isSure } : undefined;
    const said = mapped[axis].filter(({ label }) => labelKey(label, this.#own?.year) === key);
    // Of labels that are the same in words nobody can say which one was meant.
    const isOne = new Set(said.map(({ means }) => JSON.stringify(means))).size === 1;
    if (!isOne || said[0]!.means.is === 'open') return undefined;
    const [{ means, values }] = said as [MappedLabel];
    return { means, isSure, ...(values && { values }) };
  }

  #learn(key: string, means: Meaning): void {
    const known = this.#others.get(key);
    if (known === undefined) this.#others.set(key, { means, forces: 1 });
    else if (known !== 'contradicted')
      this.#others.set(
        key,
        JSON.stringify(known.means) === JSON.stringify(means)
          ? { means, forces: known.forces + 1 }
          : 'contradicted',
      );
  }
}

export type Axis = 'about' | 'rows' | 'columns';

function* labelsIn({ tables, year }: Mapping): Generator<[string, Meaning]> {
  for (const { rows, columns, caption } of tables) {
    const above = textKey(caption, year);
    for (const [axis, labels] of [
      ['rows', rows],
      ['columns', columns],
    ] as const)
      for (const { label, means } of labels as readonly MappedLabel[])
        if (means.is !== 'open' && label.length > 0)
          yield [learntKey(axis, above, labelKey(label, year)), means];
  }
}

function learntKey(axis: Axis, caption: string, label: string): string {
  return `${axis}|${caption}|${label}`;
}
