import type { PublicationPage } from '../../flow/index.ts';
import type { ListedFile, Publication } from '../../publication/index.ts';
import type { Reader } from '../frame/reader.ts';

/** One line of the list. */
export function publicationLine(found: Publication, { words, day }: Reader) {
  return {
    href: `/publications/${found.slug}`,
    title: found.title,
    edition: words.publications.edition(found.edition),
    period: words.publications.period(day(found.period.from), day(found.period.to)),
    published: day(found.publishedAt),
  };
}

export function editionView(read: PublicationPage, reader: Reader) {
  const { found, editions, html, files } = read;
  const { words } = reader;
  const standing = editions.find(({ withdrawn }) => withdrawn === null);
  const withdrawnLater = editions.find((one) => one.edition > found.edition && one.withdrawn !== null);
  const isOld = standing !== undefined && standing.edition > found.edition;
  return {
    html,
    subtitle: words.publications.edition(found.edition),
    notice: noticeOf(reader, { isOld, edition: found.edition, withdrawn: withdrawnLater?.edition }),
    latest: isOld ? `/publications/${found.slug}` : null,
    ...filesView(files, `/publications/${found.slug}/editions/${found.edition}/files`, reader),
    editions: editionLinks(read, reader),
  };
}

type Standing = { isOld: boolean; edition: number; withdrawn: number | undefined };

function noticeOf({ words }: Reader, { isOld, edition, withdrawn }: Standing): string | null {
  if (isOld) return words.publications.isOld(edition);
  return withdrawn === undefined ? null : words.publications.later(withdrawn);
}

export function withdrawnView(read: PublicationPage, reader: Reader) {
  const { found } = read;
  const { words, day } = reader;
  return {
    text: words.publications.withdrawnText(found.title, found.edition),
    at: found.withdrawn && day(found.withdrawn.at),
    why: found.withdrawn?.why ?? null,
    editions: editionLinks(read, reader),
  };
}

function editionLinks({ editions, found }: PublicationPage, { words, day }: Reader) {
  return editions.map(({ slug, edition, publishedAt, withdrawn }) => ({
    href: `/publications/${slug}/editions/${edition}`,
    text: words.publications.edition(edition),
    published: day(publishedAt),
    isHere: edition === found.edition,
    isWithdrawn: withdrawn !== null,
  }));
}

const MAIN_ENDINGS = ['html', 'pdf', 'ods', 'xlsx', 'zip'] as const;

/** What people take first, and what programs do. */
function filesView(files: readonly ListedFile[], base: string, { words }: Reader) {
  const { kinds, language } = words.publications;
  const line = ({ name, bytes }: ListedFile) => {
    const ending = name.slice(name.lastIndexOf('.') + 1) as keyof typeof kinds;
    const spoken = name.includes('.cy.') ? language.cy : language.en;
    const kind = name === 'manifest.json' ? kinds.manifest : kinds[ending];
    const isSpoken = ending === 'html' || ending === 'pdf';
    return {
      name,
      href: `${base}/${name}`,
      kind: isSpoken ? `${kind}, ${spoken}` : kind,
      size: sizeOf(bytes),
    };
  };
  const isMain = ({ name }: ListedFile) => MAIN_ENDINGS.some((ending) => name.endsWith(`.${ending}`));
  return { files: files.filter(isMain).map(line), more: files.filter((file) => !isMain(file)).map(line) };
}

/** In kilobytes of 1,000 bytes, as people know them from their files. */
function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000)).toLocaleString('en-GB')} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
