import type { Alert, Backtest, Forecast, HiddenReport, NationalFigure, Series } from '../../picture/index.ts';
import type { Mark } from '../../shared/marks.ts';
import type { Period } from '../../shared/period.ts';
import type { Claim } from '../claims/claim.ts';
import type { OutsideSeries } from '../outside/outside-series.ts';

/** What may be done with an edition in each state, and where it leads. */
export const RELEASE_LIFE = {
  draft: { freeze: 'frozen', discard: 'discarded' },
  frozen: { publish: 'published', reopen: 'draft' },
  published: { withdraw: 'withdrawn' },
  withdrawn: {},
  discarded: {},
} as const satisfies Record<string, Partial<Record<string, string>>>;
export type ReleaseState = keyof typeof RELEASE_LIFE;

/** An edition of a report: the first one, or a revision of the edition before. */
export type Release = {
  id: string;
  /** In addresses and file names: "assessment-2012". Editions of one report share it. */
  slug: string;
  edition: number;
  title: string;
  summary: string;
  period: Period;
  state: ReleaseState;
  /** In the order of the report. */
  sections: readonly Section[];
  priorities: readonly Priority[];
  gaps: readonly IntelligenceGap[];
  /** Why there is this edition; null for the first. */
  revisionNote: string | null;
  frozenAt: string | null;
  publishedAt: string | null;
};

/**
 * `text`: paragraphs; lines that open with "- " are a list; "[[figure image-reports]]" shows a figure in the sentence,
 * and on a line of its own [[table ID]], [[chart ID]], [[claim ID]], [[series ID]], [[hidden]], [[forecast ID]],
 * [[alerts]] show that.
 */
export type Section = { id: string; heading: string; text: string };

export type Priority = {
  id: string;
  title: string;
  why: string;
  owner: string;
  /** YYYY-MM-DD. */
  dueOn: string;
  state: 'open' | 'met' | 'carried-over' | 'dropped';
  progress: string;
};

export type IntelligenceGap = {
  id: string;
  question: string;
  owner: string;
  reviewOn: string;
  state: 'open' | 'answered' | 'carried-over' | 'dropped';
  answer: string;
};

/** Everything an edition says, as it was when it was frozen. Nothing in it is worked out anew. */
export type FrozenContent = {
  figures: readonly ReleasedFigure[];
  tables: readonly ReleasedTable[];
  claims: readonly Claim[];
  series: readonly OutsideSeries[];
  alerts: readonly Alert[];
  forecasts: readonly ReleasedForecast[];
  hidden: HiddenReport | null;
};

/** `earlier`: the value in the edition before, where it differs. */
export type ReleasedFigure = NationalFigure & { earlier: number | null };

/** A table that may be published: counts left out, moved or rounded already. */
export type ReleasedTable = {
  id: string;
  title: string;
  definition: string;
  dimensions: readonly string[];
  rows: readonly {
    cells: readonly string[];
    count: number | null;
    marks: readonly Mark[];
    earlier: number | null;
  }[];
  protection: 'suppress' | 'move' | 'round';
  note: string;
};

/** `backtest`: how often the limits of earlier forecasts held, printed beside every forecast. */
export type ReleasedForecast = {
  id: string;
  title: string;
  unit: Series['unit'];
  forecast: Forecast;
  backtest: Backtest;
};
