import type { LinkQualityPage } from '../../flow/index.ts';
import type { ModelVersion } from '../../linking/index.ts';
import type { Reader } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';

const count = (value: number) => value.toLocaleString('en-GB');

/** Pure. A version of the model as a row: on what it was made, whether it counts, and how it does on the judged sample. */
export function modelRow(
  model: ModelVersion,
  { onSample }: Pick<LinkQualityPage, 'onSample'>,
  { words, say, day }: Reader,
) {
  const { linkQuality, linkModel } = words;
  const seen = onSample.find(({ version }) => version === model.version);
  const isJudged = seen && seen.surpriseBits !== null;
  return {
    version: model.version,
    href: `/links/models/${encodeURIComponent(model.version)}`,
    trained: day(model.trainedAt),
    trainedOn: `${say(model.trainedOn.source)}, ${linkQuality.rows(count(model.trainedOn.rows))}`,
    standing: model.inForce ? tag(linkQuality.active, 'purple') : tag(linkQuality.notActive, 'grey'),
    scored: count(model.edges),
    warnings: model.diagnostics.warnings.map(say),
    found: isJudged ? linkModel.of(seen.same.links, seen.same.pairs) : linkModel.notJudged,
    wrong: isJudged ? linkModel.of(seen.different.links, seen.different.pairs) : linkModel.notJudged,
    surprise: isJudged ? seen.surpriseBits!.toFixed(2) : linkModel.notJudged,
  };
}
