import type { Adapter } from './adapter.ts';
import { bankReport } from './bank-report.ts';
import { cyberTipJson } from './cybertip-json.ts';
import { cyberTipXml } from './cybertip-xml.ts';
import { hotlineCsv } from './hotline-csv.ts';
import { nativeJson } from './native-json.ts';
import { publicForm } from './public-form.ts';

/** Every document format that is taken in. The order decides only between formats that both recognise the bytes. */
export const ADAPTERS: readonly Adapter[] = [
  cyberTipXml,
  cyberTipJson,
  nativeJson,
  bankReport,
  publicForm,
  hotlineCsv,
];

/** What the sender said about the format; either may be missing or wrong. */
export type FormatHint = { adapter?: string | undefined; mediaType?: string | undefined };

/** The adapter named, else the one for the media type, else one that recognises the bytes; undefined if none does. */
export function chooseAdapter(
  adapters: readonly Adapter[],
  raw: Buffer,
  { adapter: name, mediaType }: FormatHint,
): Adapter | undefined {
  if (name !== undefined) return adapters.find((adapter) => adapter.name === name);
  const essence = mediaType?.split(';', 1).join().trim().toLowerCase();
  const ofType = adapters.filter((adapter) => essence !== undefined && adapter.mediaTypes.includes(essence));
  if (ofType.length === 1) return ofType[0];
  return (
    ofType.find((adapter) => adapter.recognises(raw)) ?? adapters.find((adapter) => adapter.recognises(raw))
  );
}
