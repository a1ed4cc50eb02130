import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LinkRequest } from './link-files.ts';

/** Writes files for one test and gives their paths; `remove` at its end. */
export function testFolder(): {
  write(name: string, text: string | Buffer): string;
  path: string;
  remove(): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-test-link-'));
  return {
    path: folder,
    write(name, text) {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Twelve invented people, most of them twice, with slips; `who` is the truth. */
export function peopleCsv(): string {
  const people = [
    ['alan', 'hartley', '1971-03-04', '07700900101'],
    ['brenda', 'okafor', '1983-11-20', '07700900102'],
    ['carlos', 'winstone', '1990-07-15', '07700900103'],
    ['dilys', 'prothero', '1964-01-30', '07700900104'],
    ['edward', 'marchbank', '1977-09-09', '07700900105'],
    ['fatima', 'lindqvist', '1988-05-27', '07700900106'],
    ['gareth', 'nakamura', '1959-12-12', '07700900107'],
    ['helen', 'obrien', '1995-02-18', '07700900108'],
    ['ivan', 'castellan', '1980-06-06', '07700900109'],
    ['joanna', 'trevithick', '1969-10-01', '07700900110'],
    ['kofi', 'penhaligon', '1992-08-23', '07700900111'],
    ['lena', 'szymanska', '1986-04-14', '07700900112'],
  ] as const;
  const rows = people.flatMap(([given, family, born, phone], i) => [
    `${i * 2},${given},${family},${born},${phone},p${i}`,
    ...(i < 10
      ? [
          `${i * 2 + 1},${given.slice(0, -1)},${family},${born},${i % 2 ? '' : phone.replace('0', '+44')},p${i}`,
        ]
      : []),
  ]);
  return ['id,first_name,surname,dob,phone,who', ...rows, ''].join('\n');
}

export function request(files: string[], more: Partial<LinkRequest> = {}): LinkRequest {
  return {
    files,
    threshold: 0.5,
    oneToOne: false,
    blockCap: 60,
    compareIn: 'typescript',
    at: new Date('2026-03-02T09:00:00Z'),
    onProgress: () => undefined,
    ...more,
  };
}
