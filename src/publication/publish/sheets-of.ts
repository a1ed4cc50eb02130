import type { FrozenContent, Release } from '../releases/release.ts';
import {
  ALERT_COLUMNS,
  CLAIM_COLUMNS,
  FIGURE_COLUMNS,
  FORECAST_COLUMNS,
  FORECAST_PERIOD_COLUMNS,
  GAP_COLUMNS,
  HIDDEN_COLUMNS,
  PRIORITY_COLUMNS,
  SERIES_COLUMNS,
  SOURCE_COLUMNS,
} from './columns.ts';
import {
  alertRow,
  claimRow,
  figureRow,
  forecastPeriodRows,
  forecastRow,
  hiddenNotes,
  hiddenRows,
  seriesRows,
  sourceRow,
  textCell,
} from './content-rows.ts';
import { released } from './released-sheet.ts';
import type { Cell, Sheet } from './sheet.ts';

/** Every table of an edition; one that would be empty is left out. */
export function sheetsOf(release: Release, content: FrozenContent): Sheet[] {
  return [...figureSheets(content), ...otherSheets(content), ...ahead(content), ...steering(release)].filter(
    ({ rows }) => rows.length > 0,
  );
}

function sheet(
  name: string,
  title: string,
  about: string,
  table: Pick<Sheet, 'columns' | 'rows' | 'notes'> & { key?: string[] },
): Sheet {
  return {
    name,
    title,
    about,
    key: table.key ?? [table.columns[0]!.name],
    columns: table.columns,
    rows: table.rows,
    ...(table.notes && { notes: table.notes }),
  };
}

function figureSheets({ figures, tables }: FrozenContent): Sheet[] {
  return [
    sheet('figures', 'Figures', 'Each figure with its definition, parts, coverage, interval and date.', {
      columns: FIGURE_COLUMNS,
      rows: figures.map(figureRow),
    }),
    ...tables.map(released),
  ];
}

function otherSheets({ series, claims }: FrozenContent): Sheet[] {
  return [
    sheet('outside-series', 'Series that others publish', 'Beside ours, and never added to them.', {
      columns: SERIES_COLUMNS,
      rows: series.flatMap(seriesRows),
      key: ['series_id', 'period'],
    }),
    sheet('outside-sources', 'Where outside series come from', 'Publisher, source, licence and definition.', {
      columns: SOURCE_COLUMNS,
      rows: series.map(sourceRow),
    }),
    sheet('claims', 'What others have said', 'As they said it; neither checked nor changed.', {
      columns: CLAIM_COLUMNS,
      rows: claims.map(claimRow),
    }),
  ];
}

function ahead({ alerts, forecasts, hidden }: FrozenContent): Sheet[] {
  return [
    sheet('alerts', 'What may be new', 'Series that rose more than was expected.', {
      columns: ALERT_COLUMNS,
      rows: alerts.map(alertRow),
    }),
    sheet('forecasts', 'Forecasts', 'With how often the limits of earlier ones held.', {
      columns: FORECAST_COLUMNS,
      rows: forecasts.map(forecastRow),
    }),
    sheet('forecast-periods', 'Forecasts by period', 'What is expected in each period.', {
      columns: FORECAST_PERIOD_COLUMNS,
      rows: forecasts.flatMap(forecastPeriodRows),
      key: ['forecast_id', 'period_start'],
    }),
    sheet(
      'hidden-population',
      'How many nobody has found',
      'Three answers to one question. The notes say what they rest on.',
      {
        columns: HIDDEN_COLUMNS,
        rows: hidden ? hiddenRows(hidden) : [],
        notes: hidden ? hiddenNotes(hidden) : [],
      },
    ),
  ];
}

function steering({ priorities, gaps }: Release): Sheet[] {
  return [
    sheet('priorities', 'Priorities', 'What will be done next.', {
      columns: PRIORITY_COLUMNS,
      rows: priorities.map(({ id, title, why, owner, dueOn, state, progress }) =>
        said([id, title, why, owner, dueOn, state, progress]),
      ),
    }),
    sheet('gaps', 'Intelligence gaps', 'What is not known, and who finds out.', {
      columns: GAP_COLUMNS,
      rows: gaps.map(({ id, question, owner, reviewOn, state, answer }) =>
        said([id, question, owner, reviewOn, state, answer]),
      ),
    }),
  ];
}

function said(cells: readonly string[]): Cell[] {
  return cells.map((cell) => textCell(cell));
}
