/** Something at a place of a stream: places are whole numbers from 1. */
export type Placed = { seq: number };

export type InOrder<Message extends Placed> = {
  /** Takes a message as it comes: late, early or again. Resolves when all up to it were handed on. */
  offer(message: Message): Promise<'new' | 'seen'>;
  readonly next: number;
};

export type InOrderOptions<Message extends Placed> = {
  /** The last place that was handed on before, in an earlier life. */
  after: number;
  /** Gets the messages of these places from the stream; those that are there no more are left out. */
  fetch(from: number, to: number): Promise<Message[]>;
  hand(messages: readonly Message[]): void;
};

/**
 * Hands messages on in the order of their stream, each once. After a crash a server delivers what was on its way again,
 * but only when its patience ends, and newer ones before: what is missing in between is fetched instead of waited for.
 */
export function inOrder<Message extends Placed>({
  after,
  fetch,
  hand,
}: InOrderOptions<Message>): InOrder<Message> {
  let next = after + 1;
  return {
    async offer(message) {
      if (message.seq < next) return 'seen';
      if (message.seq > next) {
        const missing = await fetch(next, message.seq - 1);
        hand(missing.filter(({ seq }) => seq >= next).sort((a, b) => a.seq - b.seq));
      }
      hand([message]);
      next = message.seq + 1;
      return 'new';
    },
    get next() {
      return next;
    },
  };
}
