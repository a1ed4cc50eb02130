import type { Column } from './sheet.ts';

// Vocabulary: the columns of each table of an edition. Who reads packages of other bureaus finds figures by these names.

const text = (name: string, title: string, about: string): Column => ({ name, title, about, type: 'string' });
const number = (name: string, title: string, about: string): Column => ({
  name,
  title,
  about,
  type: 'number',
});
const whole = (name: string, title: string, about: string): Column => ({
  name,
  title,
  about,
  type: 'integer',
});
const date = (name: string, title: string, about: string): Column => ({ name, title, about, type: 'date' });

export const SHORTHAND = text(
  'shorthand',
  'Shorthand',
  'What is to be known of the value, in shorthand; none where there is nothing.',
);

export const FIGURE_COLUMNS: readonly Column[] = [
  text('id', 'Figure', 'Code of the figure.'),
  text('title', 'Title', 'What people call the figure.'),
  number('value', 'Value', 'As counted, not adjusted; a share is 0 to 1.'),
  SHORTHAND,
  text('unit', 'Unit', 'What is counted; share for a share.'),
  text('group', 'Group', 'Threat, or part of the work, that it is about.'),
  whole('numerator', 'Numerator', 'What was counted.'),
  whole('denominator', 'Denominator', 'What a share is a share of.'),
  number('interval_low', 'Interval low', '95 % limit of a share, by Wilson.'),
  number('interval_high', 'Interval high', '95 % limit of a share, by Wilson.'),
  text('scope', 'Scope', 'For which forces the figure speaks.'),
  whole('forces_answered', 'Forces that answered', 'Forces that answered the question.'),
  whole('forces', 'All forces', 'Forces that there were.'),
  number('share_of_population', 'Share of population', 'Of people who live where a force answered, 0 to 1.'),
  text('forces_missing', 'Forces missing', 'Forces that did not answer.'),
  number('estimate', 'Estimate', 'Adjusted for forces that did not answer.'),
  number('estimate_low', 'Estimate low', '95 % limit of the estimate.'),
  number('estimate_high', 'Estimate high', '95 % limit of the estimate.'),
  text('estimated_from', 'Estimated from', 'What missing forces were predicted from.'),
  text('largest_missing', 'Largest force missing', 'yes: the estimate is probably too high.'),
  date('compared_from', 'Compared from', 'First day of the earlier period.'),
  date('compared_to', 'Compared to', 'Last day of the earlier period.'),
  number('value_before', 'Value before', 'In the earlier period, as counted.'),
  number('change_ratio', 'Change ratio', 'Among forces that answered for both periods.'),
  number('change_low', 'Change ratio low', 'Exact 95 % limit.'),
  number('change_high', 'Change ratio high', 'Exact 95 % limit.'),
  text('change_says', 'What may be said of the change', 'Code of the wording rule.'),
  whole('forces_compared', 'Forces compared', 'Forces that answered for both periods.'),
  number(
    'dispersion',
    'Dispersion',
    'How many times as much the parts differ in their change as counting alone explains.',
  ),
  number('earlier', 'Value in the last edition', 'Where it was another.'),
  text('breaks', 'Breaks in counting', 'Between the two periods.'),
  date('period_from', 'Period from', 'First day.'),
  date('period_to', 'Period to', 'Last day.'),
  text('definition', 'Definition', 'What is counted, and what is not.'),
  whole('version', 'Version', 'Of the definition.'),
  text('counted_in', 'Counted in', 'records: counted by the bureau; returns: added up from forces.'),
  text('provenance', 'Provenance', 'Where the definition comes from.'),
  { name: 'computed_at', title: 'Worked out at', type: 'datetime', about: 'UTC.' },
];

export const SERIES_COLUMNS: readonly Column[] = [
  text('series_id', 'Series', 'Code of the series.'),
  text('title', 'Title', 'What its publisher calls it.'),
  text('publisher', 'Publisher', 'Who publishes it.'),
  text('period', 'Period', 'Year, month or day.'),
  number('value', 'Value', 'As published.'),
  SHORTHAND,
  number('low', 'Low', 'Lower limit, as published.'),
  number('high', 'High', 'Upper limit, as published.'),
  text('unit', 'Unit', 'What is counted.'),
];

export const SOURCE_COLUMNS: readonly Column[] = [
  text('series_id', 'Series', 'Code of the series.'),
  text('title', 'Title', 'What its publisher calls it.'),
  text('publisher', 'Publisher', 'Who publishes it.'),
  text('about', 'About', 'Country or group.'),
  text('definition', 'Definition', 'What it counts.'),
  text('source', 'Source', 'The document or address that it was taken from.'),
  date('retrieved_on', 'Taken on', 'Day.'),
  text('licence', 'Licence', 'Under which it is published.'),
  text('breaks', 'Breaks in counting', 'From when, and what.'),
];

export const CLAIM_COLUMNS: readonly Column[] = [
  text('claim_id', 'Claim', 'Code of the claim.'),
  text('statement', 'Statement', 'As it was said.'),
  number('value', 'Value', 'As it was said; never recomputed.'),
  text('unit', 'Unit', 'What is counted.'),
  text('said_by', 'Said by', 'Who said it.'),
  text('said_on', 'Said on', 'Year, month or day.'),
  text('document', 'Document', 'Where it was said.'),
  text('period', 'Period', 'To what time it applies.'),
  text('method', 'Method', 'How they know.'),
  text('coverage', 'Coverage', 'Who was counted.'),
  number('share_not_recorded', 'Share not recorded', '0 to 1.'),
  text('caveats', 'Caveats', 'What to take care of.'),
];

export const ALERT_COLUMNS: readonly Column[] = [
  text('alert_id', 'Alert', 'Code of the alert.'),
  text('subject', 'What rose', 'Breakdowns and their groups.'),
  text('method', 'Method', 'How it was found.'),
  text('period', 'Period', 'That was judged.'),
  whole('count', 'Count', 'In that period.'),
  number('expected', 'Expected', 'From earlier periods.'),
  number('upper', 'Alarm from', 'From here on it is an alarm.'),
  text('says', 'What it says', 'In a sentence.'),
  text('state', 'State', 'What a person made of it.'),
  text('note', 'Note', 'Of that person.'),
];

export const FORECAST_COLUMNS: readonly Column[] = [
  text('forecast_id', 'Forecast', 'Code of the forecast.'),
  text('title', 'Title', 'What is forecast.'),
  number('total', 'Expected in all', 'Counted so far and forecast together.'),
  SHORTHAND,
  number('known', 'Counted so far', 'In the same year.'),
  number('low', 'Low', '95 % limit of the total.'),
  number('high', 'High', '95 % limit of the total.'),
  number('backtest_held', 'Share of earlier limits that held', '0 to 1.'),
  whole('backtest_tried', 'Earlier forecasts tried', 'That the share is of.'),
];

export const FORECAST_PERIOD_COLUMNS: readonly Column[] = [
  text('forecast_id', 'Forecast', 'Code of the forecast.'),
  date('period_start', 'Period start', 'First day of the period.'),
  number('expected', 'Expected', 'In this period.'),
  SHORTHAND,
];

export const HIDDEN_COLUMNS: readonly Column[] = [
  text('answer_id', 'Answer', 'Code of the way of working it out.'),
  text('way', 'Way of working it out', 'Read all of them together.'),
  number('total', 'Total', 'Known and hidden together.'),
  SHORTHAND,
  number('low', 'Low', 'Lower limit.'),
  number('high', 'High', 'Upper limit.'),
  whole('known', 'Known', 'On at least one list.'),
];

export const PRIORITY_COLUMNS: readonly Column[] = [
  text('priority_id', 'Priority', 'Code of the priority.'),
  text('title', 'Title', 'What will be done.'),
  text('why', 'Why', 'The reason.'),
  text('owner', 'Owner', 'Who does it.'),
  date('due_on', 'Due on', 'Day.'),
  text('state', 'State', 'How it stands.'),
  text('progress', 'Progress', 'What was done.'),
];

export const GAP_COLUMNS: readonly Column[] = [
  text('gap_id', 'Gap', 'Code of the gap.'),
  text('question', 'Question', 'What is not known.'),
  text('owner', 'Owner', 'Who finds out.'),
  date('review_on', 'Review on', 'Day.'),
  text('state', 'State', 'How it stands.'),
  text('answer', 'Answer', 'What was found out.'),
];
