/** The place of an event: by time, and by id where times are equal. The same for whoever sorts them. */
export type Order = { at: number; id: string };

export function isAfter(a: Order, b: Order): boolean {
  return a.at !== b.at ? a.at > b.at : a.id > b.id;
}
