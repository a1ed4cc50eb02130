import { figuresCsv, type NationalFigure } from '../../picture/index.ts';
import type { Reply } from '../frame/pages.ts';

const FORMATS = ['csv', 'json'] as const;
export type FileFormat = (typeof FORMATS)[number];

/** "?format=csv"; undefined for the page itself. */
export function formatAsked(query: Record<string, string | undefined>): FileFormat | undefined {
  return FORMATS.find((format) => format === query['format']);
}

/** Figures as a file. `name`: letters, digits, dots and hyphens; `whole`: what the JSON holds, where that is more. */
export function sendFigures(reply: Reply, { format, name, figures, whole = figures }: FiguresFile): Reply {
  return sendFile(reply, {
    name: `${name}.${format}`,
    type: format === 'csv' ? 'text/csv' : 'application/json',
    text: format === 'csv' ? figuresCsv(figures) : `${JSON.stringify(whole, null, 2)}\n`,
  });
}

export type FiguresFile = {
  format: FileFormat;
  name: string;
  figures: readonly NationalFigure[];
  whole?: unknown;
};

export function sendFile(
  reply: Reply,
  { name, type, text }: { name: string; type: string; text: string },
): Reply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(`${type}; charset=utf-8`)
    .send(text);
}
