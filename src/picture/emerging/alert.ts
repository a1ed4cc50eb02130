/** A series that rose above what was to be expected, as it was found. */
export type Alert = {
  id: string;
  /** What is counted: breakdowns and their groups, such as { threat: 'exploitation', unit: 'kent' }. */
  of: Readonly<Record<string, string>>;
  method: 'farrington' | 'slow-rise' | 'tagged';
  /** Start and name of the period that was judged. */
  periodStart: string;
  periodName: string;
  count: number;
  expected: number | null;
  /** From here on it is an alarm; null where the method has no such limit. */
  upper: number | null;
  /** In a sentence, without figures that are not above. */
  says: string;
  foundAt: string;
  state: 'new' | 'seen' | 'real' | 'explained';
  note: string | null;
};
