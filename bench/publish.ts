import type { BenchResult, RunOptions } from '../checks/named-runs.ts';
import { type PublishedFile, publishedFiles } from '../src/publication/index.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from '../src/publication/publish/test-edition.ts';
import type { FrozenContent, ReleasedTable } from '../src/publication/releases/release.ts';
import { printPage } from '../src/shared/print/print-page.ts';

export const title =
  'Every file of an edition with 60 figures and 20 tables of 500 rows (--figures, --tables, --rows, --pdf=no)';

/** Chosen: whoever has pressed the button to publish still looks. */
const PROMISED_SECONDS = 10;

export async function run(options: RunOptions): Promise<BenchResult> {
  const [figures, tables, rows] = [
    options['figures'] ?? 60,
    options['tables'] ?? 20,
    options['rows'] ?? 500,
  ].map(Number);
  const content = contentOf(figures!, tables!, rows!);
  const small = await publish(TEST_CONTENT, false);
  const plain = await publish(content, false);
  const whole = options['pdf'] === 'no' ? plain : await publish(content, true);
  return {
    ratio: whole.seconds / PROMISED_SECONDS,
    ratioOf: `seconds for all files / ${PROMISED_SECONDS} s promised`,
    facts: {
      'small edition, without PDF, s': small.seconds.toFixed(2),
      'without PDF, s': plain.seconds.toFixed(2),
      'with PDF in two languages, s': whole.seconds.toFixed(2),
      files: whole.files.length,
      'all files, kB': kilobytes(whole.files),
      ...Object.fromEntries(
        ['html', 'pdf', 'ods', 'xlsx', 'csv', 'zip', 'json'].map((ending) => [
          `${ending}, kB`,
          kilobytes(whole.files.filter(({ name }) => name.endsWith(`.${ending}`))),
        ]),
      ),
    },
  };
}

async function publish(content: FrozenContent, withPdf: boolean) {
  const started = performance.now();
  const print = withPdf ? printPage : null;
  const files = await publishedFiles(TEST_RELEASE, content, { ...TEST_OPTIONS, print });
  return { files, seconds: (performance.now() - started) / 1000 };
}

function kilobytes(files: readonly PublishedFile[]): number {
  return Math.round(files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1000);
}

function contentOf(figures: number, tables: number, rows: number): FrozenContent {
  return {
    ...TEST_CONTENT,
    figures: Array.from({ length: figures }, (_, i) => ({
      ...TEST_CONTENT.figures[i % 3]!,
      id: `figure-${i}`,
    })),
    tables: Array.from({ length: tables }, (_, i) => tableOf(`table-${i}`, rows)),
  };
}

function tableOf(id: string, rows: number): ReleasedTable {
  return {
    ...TEST_CONTENT.tables[0]!,
    id,
    title: `Reports by force and month, ${id}`,
    dimensions: ['Force', 'Month'],
    rows: Array.from({ length: rows }, (_, i) => ({
      cells: [`Force ${i % 43}`, `2012-${String((i % 12) + 1).padStart(2, '0')}`],
      count: i % 9 === 0 ? null : i * 7,
      marks: i % 9 === 0 ? ['c' as const] : [],
      earlier: null,
    })),
  };
}
