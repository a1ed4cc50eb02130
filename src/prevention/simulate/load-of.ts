import { Dice } from '../../shared/dice.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import { makeWorld } from './make-world.ts';

/** What a stream brings besides its story: a frame every ten seconds of ten minutes, and passers-by. Chosen. */
const FRAMES = 60;
const FRAME_SECONDS = 10;
const PASSERS_BY = 12;

type Load = { seed: number; accounts: number; withFramesAndViewers: boolean };

/** Events to measure speed with: a world, and what streams bring in such numbers that it is most of all traffic. */
export function loadOf({ seed, accounts, withFramesAndViewers }: Load): ScreenEvent[] {
  const { events } = makeWorld({ seed, accounts });
  if (!withFramesAndViewers) return events;
  const dice = new Dice(seed);
  const all = events.flatMap((event) =>
    event.type === 'stream.started'
      ? [event, ...framesAndViewers(event.stream, Date.parse(event.time), dice)]
      : [event],
  );
  const timed = all.map((event) => ({ event, at: Date.parse(event.time) }));
  timed.sort((a, b) => a.at - b.at);
  return timed.map(({ event }) => event);
}

function framesAndViewers(stream: string, at: number, dice: Dice): ScreenEvent[] {
  const frames = Array.from({ length: FRAMES }, (_, i): ScreenEvent => {
    const time = new Date(at + (i + 1) * FRAME_SECONDS * 1_000).toISOString();
    const pdq = dice
      .int(0, 2 ** 30)
      .toString(16)
      .padStart(64, '0');
    return {
      type: 'frame.hashed',
      id: `${stream}-f${i}`,
      time,
      source: 'load',
      stream,
      pdq,
      quality: 80,
      hits: [],
    };
  });
  const viewers = Array.from({ length: PASSERS_BY }, (_, i): ScreenEvent => {
    const time = new Date(at + dice.int(1, 600) * 1_000).toISOString();
    const account = `passer-by-${dice.int(0, 100_000)}`;
    return { type: 'viewer.joined', id: `${stream}-v${i}`, time, source: 'load', stream, account };
  });
  return [...frames, ...viewers];
}
