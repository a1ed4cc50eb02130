import type { seeGlobal } from '../../flow/index.ts';
import type {
  ComparedFigure,
  GlobalAssessment,
  PartnerClaim,
  PartnerFigure,
} from '../../publication/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';
import type { Words } from '../words.ts';

type Seen = Awaited<ReturnType<typeof seeGlobal>>;

/** The comparison as its page shows it. */
export function globalView({ added, assessment }: Seen, reader: Reader) {
  const { global } = reader.words;
  const shared = assessment.figures.filter(({ lines }) => lines.length > 1);
  const alone = assessment.figures.filter(({ lines }) => lines.length === 1);
  return {
    releases: added.map(({ id, release, addedAt }) => ({
      id,
      country: release.country,
      publisher: release.publisher,
      title: release.title,
      edition: release.edition === '' ? '' : global.edition(release.edition),
      synthetic: release.isSynthetic ? tag(global.synthetic, 'yellow') : null,
      figures: release.figures.length,
      claims: release.claims.length,
      licence: release.licence ?? global.notStated,
      added: reader.day(addedAt),
    })),
    sharedText: global.shared(shared.length),
    figures: shared.map((figure) => figureView(figure, assessment, reader)),
    alone: alone.map(({ id, title, lines: [line] }) => ({
      id,
      title,
      country: assessment.releases[line!.release]!.country,
      value: valueText(line!.figure, global),
      unit: line!.figure.unit,
      period: periodText(line!.figure, reader),
      definition: line!.figure.definition,
    })),
    claims: assessment.claims.map(({ release, claim }) => ({
      statement: claim.statement,
      said: claim.saidOn === '' ? claim.saidBy : `${claim.saidBy}, ${claim.saidOn}`,
      document: claim.document,
      caveats: claim.caveats,
      facts: factsOf(claim, reader),
      country: assessment.releases[release]!.country,
    })),
  };
}

/** From which method, of which time, and of whom: what is not said is said to be so. */
function factsOf(claim: PartnerClaim, { words: { claims } }: Reader): string[] {
  const { method, period, coverage, shareNotRecorded: share } = claim;
  return [
    `${claims.method}: ${method || claims.notSaid}`,
    `${claims.period}: ${period ?? claims.notSaid}`,
    `${claims.coverage}: ${coverage ?? claims.notSaid}`,
    `${claims.share}: ${share === null ? claims.notSaid : claims.shareOf(String(Math.round(share * 1000) / 10))}`,
  ];
}

function figureView(figure: ComparedFigure, { releases }: GlobalAssessment, reader: Reader) {
  const { global } = reader.words;
  const { sum, differences, missing, lines } = figure;
  const standing: Tag = sum ? tag(global.agree, 'blue') : tag(global.differ, 'orange');
  return {
    id: figure.id,
    title: figure.title,
    standing,
    sum: sum && global.sum(shown(sum.value), sum.countries.join(', ')),
    missing: sum && missing.length > 0 ? global.without(missing.join(', ')) : '',
    differences: differences.map((one) => global.differences[one]),
    definition: differences.includes('definition') ? null : lines[0]!.figure.definition,
    lines: lines.map(({ release, figure: said }) => ({
      country: releases[release]!.country,
      value: valueText(said, global),
      limits: said.limits ? global.limits(shown(said.limits[0], said), shown(said.limits[1], said)) : '',
      estimate: estimateText(said, global),
      unit: said.unit,
      period: periodText(said, reader),
      counted: countedText(said.countedIn, global),
      coverage: said.coverage
        ? global.answered(shown(said.coverage.answered), shown(said.coverage.of))
        : global.everything,
      definition: said.definition,
      version: said.version === null ? '' : global.version(said.version),
    })),
  };
}

function valueText(figure: PartnerFigure, { noValue }: Words['global']): string {
  const { value, shorthand } = figure;
  return [value === null ? noValue : shown(value, figure), shorthand].filter((text) => text !== '').join(' ');
}

function periodText({ period }: PartnerFigure, { day, words }: Reader): string {
  return words.global.fromTo(day(period.from), day(period.to));
}

function countedText(countedIn: string | null, { counts, notStated }: Words['global']): string {
  if (countedIn === 'records' || countedIn === 'returns') return counts[countedIn];
  return countedIn ?? notStated;
}

function estimateText(figure: PartnerFigure, { estimate, limits }: Words['global']): string {
  const said = figure.estimate;
  if (!said) return '';
  const range =
    said.low === null || said.high === null
      ? ''
      : ` (${limits(shown(said.low, figure), shown(said.high, figure))})`;
  return `${estimate(shown(said.value, figure))}${range}`;
}

/** Shares as percentages; of a large number no decimals, which nobody counted. */
function shown(value: number, of?: Pick<PartnerFigure, 'unit'>): string {
  if (of?.unit === 'share') return `${(value * 100).toFixed(1)} %`;
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 });
}
