/** First and last day that count, UTC, both included, YYYY-MM-DD. */
export type Period = { from: string; to: string };
