import { labelKey, textKey } from '../label-key.ts';
import type { MappedLabel, MappedTable, Mapping, Meaning } from '../mapping.ts';
import type { FoundTable } from '../tables/found-table.ts';

/** What people have confirmed of a label before. `forces`: mappings that agree. */
export type LearntMeaning = { means: Meaning; isOwn: boolean; forces: number };

/** What was confirmed, by label: the force's own word first, then that of others where none of them contradicts. */
export class Learnt {
  readonly #own: Mapping | undefined;
  readonly #others = new Map<string, { means: Meaning; forces: number } | 'contradicted'>();

  constructor(own: Mapping | undefined, examples: readonly Mapping[]) {
    this.#own = own;
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
    if (own) return { means: own, isOwn: true, forces: 1 };
    const key = learntKey(axis, textKey(table.captions.at(-1)?.text ?? '', year), labelKey(path, year));
    const other = this.#others.get(key);
    return other === undefined || other === 'contradicted' ? undefined : { ...other, isOwn: false };
  }

  /** The force's own table that this one was last time. */
  ownTable(table: FoundTable): MappedTable | undefined {
    const tables = this.#own?.tables ?? [];
    return (
      tables.find(({ id }) => id === table.id) ??
      tables.find(({ sheet }) => textKey(sheet, undefined) === textKey(table.sheet.name, undefined))
    );
  }

  #ofOwn(table: FoundTable, axis: Axis, key: string): Meaning | undefined {
    const own = this.ownTable(table);
    if (!own) return undefined;
    if (axis === 'about') return own.about.is === 'open' ? undefined : own.about;
    const found = own[axis].find(({ label }) => labelKey(label, this.#own?.year) === key);
    return found?.means.is === 'open' ? undefined : found?.means;
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
