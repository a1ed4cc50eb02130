import { type PackageDocument, WITHHELD } from '../../dissemination/index.ts';
import { CHANNELS } from '../../intake/index.ts';
import { EVIDENCE_KINDS } from '../../referral/index.ts';
import { pageOf } from '../frame/paging.ts';
import type { Reader } from '../frame/reader.ts';
import { fileView } from '../referral/files.ts';
import {
  EVIDENCE_A_PAGE,
  FILES_A_PAGE,
  knownView,
  type Pages,
  partiesOf,
} from '../referral/referral-view.ts';

type Report = Pick<PackageDocument, 'content' | 'evidence' | 'withheld'> & {
  source: string | null;
  receivedAt: string;
  channel: string;
};

/** One report of a package, in the words in which the bureau reads it. `openedBefore`: ids of items this reader opened. */
export function reportView(
  { content, evidence, withheld, source, receivedAt, channel }: Report,
  { asked, openedBefore, reader }: { asked: Pages; openedBefore: ReadonlySet<string>; reader: Reader },
) {
  const { words, term, time } = reader;
  const files = pageOf(content.files, asked.files, FILES_A_PAGE);
  const items = evidence.map(({ id, kind, label }) => ({
    id,
    label,
    kind: term(EVIDENCE_KINDS, kind),
    openedBefore: openedBefore.has(id),
  }));
  return {
    receipt: [
      { key: words.packages.source, value: source ?? words.packages.aPerson },
      { key: words.packages.received, value: time(receivedAt) },
      { key: words.packages.channel, value: term(CHANNELS, channel) },
    ],
    withheld: withheld.map((code) => term(WITHHELD, code)),
    known: knownView(content, reader),
    parties: partiesOf(content, asked.parties, reader),
    files: {
      ...files,
      items: files.items.map((file, i) => ({
        ...fileView(file, null, { position: files.from + i, reader }),
        seen: [words.packages.seenNotTold],
      })),
    },
    evidence: pageOf(items, asked.evidence, EVIDENCE_A_PAGE),
    sealed: Object.fromEntries(items.map((item) => [item.id, item])),
  };
}
