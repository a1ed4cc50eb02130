/** How a record is known for good: sequence numbers or UUIDs, never a mixture. Ties fall to the lower. */
export type RecordId = number | string;

export function compareIds<Id extends RecordId>(one: Id, other: Id): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
