import type { Stream } from './entities.ts';
import { AT, type Known } from './known.ts';

export function fillStream(known: Known, stream: Stream): void {
  known[AT.stream_private] = stream.private === null ? Number.NaN : Number(stream.private);
  known[AT.stream_viewers] = stream.viewers.length;
  known[AT.stream_paid_viewers] = stream.paidViewers.length;
  known[AT.stream_payers_before_30m] = stream.payers.length;
  known[AT.stream_corridor_payers] = stream.payers.filter(({ corridor }) => corridor).length;
  known[AT.stream_near_known_frames] = stream.nearFrames.length;
}
