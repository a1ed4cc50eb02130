import { zipSync } from 'fflate';
import type { FrozenContent, Release } from '../releases/release.ts';
import { MANIFEST_NAME, manifestOf } from './manifest.ts';
import { type PageContext, pageContext } from './page/page-context.ts';
import { renderBody, renderDocument } from './page/render-page.ts';
import { LANGUAGES, type Language, type PublishOptions } from './publish-options.ts';
import type { PublishedFile } from './published-file.ts';
import { sheetsOf } from './sheets-of.ts';
import { zipTime } from './spreadsheet/sheet-layout.ts';
import { workbookOf } from './spreadsheet/workbook.ts';
import { writeOds } from './spreadsheet/write-ods.ts';
import { writeXlsx } from './spreadsheet/write-xlsx.ts';
import { writeCsv } from './write-csv.ts';
import { CSVW_NAME, csvwOf, DATA_PACKAGE_NAME, dataPackageOf, jsonFile } from './write-data-package.ts';

const MEDIA_TYPES = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  zip: 'application/zip',
} as const;

/**
 * Every file of an edition, and last the signed list of them. The same frozen edition gives the same bytes, but for PDF,
 * in which the browser that prints writes its own time.
 */
export async function publishedFiles(
  release: Release,
  content: FrozenContent,
  options: PublishOptions,
): Promise<PublishedFile[]> {
  const files = [
    ...(await documents(release, content, options)),
    ...workbooks({ release, content, options }),
    ...tables({ release, content, options }),
  ];
  return [...files, manifestOf(release, files, options)];
}

/**
 * Of an edition that was made where no browser was: its documents as PDF, and a signed list of all files. Nothing where
 * there is no browser now either, or all of them are there. `files`: those that were made, list and all.
 */
export async function filesPrintedLater(
  release: Release,
  files: readonly PublishedFile[],
  options: PublishOptions,
): Promise<PublishedFile[]> {
  const names = new Set(files.map(({ name }) => name));
  const unprinted = files.filter(
    ({ name, mediaType }) => mediaType === MEDIA_TYPES.html && !names.has(pdfName(name)),
  );
  const made = (await Promise.all(unprinted.map((file) => printed(file, options)))).flat();
  if (made.length === 0) return [];
  const others = files.filter(({ name }) => name !== MANIFEST_NAME);
  return [...made, manifestOf(release, [...others, ...made], options)];
}

async function printed({ name, bytes }: PublishedFile, { print }: PublishOptions): Promise<PublishedFile[]> {
  const pdf = (await print?.(bytes.toString('utf8'))) ?? null;
  return pdf === null ? [] : [{ name: pdfName(name), mediaType: MEDIA_TYPES.pdf, bytes: pdf }];
}

function pdfName(html: string): string {
  return html.replace(/\.html$/, '.pdf');
}

/** What the page of the site holds, in each language. */
export function publishedPages(
  release: Release,
  content: FrozenContent,
  options: Omit<PublishOptions, 'signer' | 'print'>,
): Record<Language, string> {
  const page = (language: Language): PageContext => pageContext(release, content, { ...options, language });
  return { en: renderBody(page('en')), cy: renderBody(page('cy')) };
}

/** "assessment-2012-edition-1", before the ending of a file. */
function fileStem({ slug, edition }: Pick<Release, 'slug' | 'edition'>): string {
  return `${slug}-edition-${edition}`;
}

async function documents(
  release: Release,
  content: FrozenContent,
  options: PublishOptions,
): Promise<PublishedFile[]> {
  // Both at once: a browser takes seconds to print a long document, on one core.
  const each = await Promise.all(
    LANGUAGES.map(async (language) => {
      const html = renderDocument(pageContext(release, content, { ...options, language }));
      const name = `${fileStem(release)}${language === 'en' ? '' : `.${language}`}.html`;
      const document = { name, mediaType: MEDIA_TYPES.html, bytes: Buffer.from(html) };
      return [document, ...(await printed(document, options))];
    }),
  );
  return each.flat();
}

type Edition = { release: Release; content: FrozenContent; options: PublishOptions };

function workbooks(edition: Edition): PublishedFile[] {
  const sheets = sheetsOf(edition.release, edition.content);
  const workbook = workbookOf({ ...edition, sheets });
  const stem = fileStem(edition.release);
  return [
    { name: `${stem}.ods`, mediaType: MEDIA_TYPES.ods, bytes: writeOds(workbook) },
    { name: `${stem}.xlsx`, mediaType: MEDIA_TYPES.xlsx, bytes: writeXlsx(workbook) },
  ];
}

/** Each table as CSV, what they are, and all of that in one file to take away. */
function tables(edition: Edition): PublishedFile[] {
  const sheets = sheetsOf(edition.release, edition.content);
  const csv = sheets.map(writeCsv);
  const files = [
    ...csv,
    jsonFile(DATA_PACKAGE_NAME, dataPackageOf(edition, { sheets, csv })),
    jsonFile(CSVW_NAME, csvwOf(edition, sheets)),
  ];
  const zip = zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
    level: 6,
    mtime: zipTime(),
  });
  return [
    ...files,
    { name: `${fileStem(edition.release)}-data.zip`, mediaType: MEDIA_TYPES.zip, bytes: Buffer.from(zip) },
  ];
}
