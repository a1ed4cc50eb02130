import type { Range } from '../../shared/ranges.ts';
import { type Components, linkComponents } from '../clusters/link-components.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { holdInThreads } from './attribute-threads.ts';
import { type BandRange, bandRangeHere } from './band-pairs.ts';
import type { GroupRows } from './form-pairs.ts';
import { factsOf, type HeldAttribute, holdHere } from './held-values.ts';
import { columnsOf, ensureAttributes } from './intern-values.ts';
import { groupRows } from './row-groups.ts';
import { type ScoreRange, scoreRangeHere } from './score-pairs.ts';
import type { RowTables } from './table-rows.ts';
import type { Workbench } from './workbench.ts';
import { readWritten } from './written-cells.ts';

/** With what works on them: by threads of their own, where there are any. */
export type HeldAttributes = {
  attributes: HeldAttribute[];
  groupRows: GroupRows;
  scoreRange: ScoreRange;
  bandRange: BandRange;
  /** Groups the rows of a range of components. */
  linkRange(components: Components, range: Range): Promise<unknown>;
  close(): void;
};

type HoldOptions = {
  spec: LinkSpec;
  /** 0: all is done in this thread. */
  threads: number;
  /** Attributes read, of how many. */
  onProgress: (done: number, total: number) => void;
};

/** Reads every attribute of all rows into comparable form. */
export async function holdAttributes(
  bench: Workbench,
  tables: RowTables,
  options: HoldOptions,
): Promise<HeldAttributes> {
  ensureAttributes(tables, options.spec);
  return options.threads > 0 ? holdInThreads(bench, tables, options) : holdAllHere(bench, tables, options);
}

async function holdAllHere(
  bench: Workbench,
  tables: RowTables,
  { spec, onProgress }: HoldOptions,
): Promise<HeldAttributes> {
  const attributes: HeldAttribute[] = [];
  for (const attribute of spec.attributes) {
    onProgress(attributes.length, spec.attributes.length);
    const written = await readWritten(bench, tables, columnsOf(attribute));
    attributes.push(holdHere(factsOf(attribute, written, spec)));
  }
  onProgress(attributes.length, spec.attributes.length);
  return {
    attributes,
    groupRows: async (task) => groupRows(task),
    bandRange: async (banding, range) => bandRangeHere(banding, range),
    scoreRange: async (scoring, range) => scoreRangeHere(scoring, range),
    linkRange: async (components, range) => linkComponents(components, range),
    close: () => undefined,
  };
}
