import type { Instrument } from './definition.ts';
import { readInstrument } from './read-instrument.ts';
import exampleScorecard from './shipped/example-scorecard.json' with { type: 'json' };
import fourFilter from './shipped/four-filter.json' with { type: 'json' };

/** Instruments that come with the software: this project's own; one not validated, one for example bureaus alone. */
export const SHIPPED_INSTRUMENTS: readonly Instrument[] = [fourFilter, exampleScorecard].map(readInstrument);
