import { Dice } from '../shared/dice.ts';
import { breakDocument } from './broken-documents.ts';
import type { DocumentKind, Report } from './incident.ts';
import { type ExampleRequest, planMonth } from './plan-month.ts';
import { MEDIA_TYPES } from './senders.ts';
import type { Truth } from './truth.ts';
import { truthOf } from './truth.ts';
import { writeBankReport } from './write-bank-report.ts';
import { writeCybertipJson } from './write-cybertip-json.ts';
import { writeCybertipXml } from './write-cybertip-xml.ts';
import { writeHotlineCsv } from './write-hotline-csv.ts';
import { writeNativeJson } from './write-native-json.ts';
import { writePublicForm } from './write-public-form.ts';

/** A source document as it arrives, and by whom. `adapter`: the format's name, which is the kind. */
export type ExampleDocument = {
  key: string;
  sourceId: string;
  adapter: DocumentKind;
  mediaType: string;
  receivedAt: Date;
  raw: Buffer;
};

export type Example = { documents: ExampleDocument[]; truth: Truth[] };

/** Documents that end in quarantine, of the whole. Chosen. */
const BROKEN_SHARE = 0.006;

/**
 * A month of source documents in the order of their arrival. The same seed and period give the same bytes.
 * `truth` says what the documents do not: one line for each referral in them.
 */
export function writeExampleDocuments(request: ExampleRequest): Example {
  return writeDocuments(new Dice(request.seed).fork('documents'), planMonth(request));
}

/** Reports written down: those that one hotline hands in at one time are rows of one file. */
function writeDocuments(dice: Dice, reports: readonly Report[]): Example {
  const files = Map.groupBy(reports, fileOf);
  const breaking = dice.fork('broken');
  const written = [...files.values()].map((together, i) => {
    const sound = writeDocument(dice.fork(`document-${i}`), together);
    const broken = breaking.chance(BROKEN_SHARE)
      ? breakDocument(breaking, { ...together[0]!, raw: sound })
      : undefined;
    const key = `document-${String(i + 1).padStart(5, '0')}`;
    return {
      document: documentOf(key, together[0]!, broken?.raw ?? sound),
      truth: truthOf(key, together, broken !== undefined),
    };
  });
  return { documents: written.map(({ document }) => document), truth: written.flatMap(({ truth }) => truth) };
}

function fileOf({ kind, sourceId, receivedAt, incident }: Report): string {
  return kind === 'hotline-csv' ? `${kind} ${sourceId} ${receivedAt}` : `${kind} ${sourceId} ${incident.id}`;
}

function documentOf(key: string, { sourceId, kind, receivedAt }: Report, raw: Buffer): ExampleDocument {
  return {
    key,
    sourceId,
    adapter: kind,
    mediaType: MEDIA_TYPES[kind],
    receivedAt: new Date(receivedAt),
    raw,
  };
}

function writeDocument(dice: Dice, reports: readonly Report[]): Buffer {
  const report = reports[0]!;
  switch (report.kind) {
    case 'cybertip-xml':
      return writeCybertipXml(dice, report);
    case 'cybertip-json':
      return writeCybertipJson(dice, report);
    case 'hotline-csv':
      return writeHotlineCsv(dice, reports);
    case 'native-json':
      return writeNativeJson(dice, report);
    case 'public-form':
      return writePublicForm(dice, report);
    case 'bank-report':
      return writeBankReport(dice, report);
  }
}
