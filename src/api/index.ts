// The way in for programs: referrals, receipts, retractions, and the description of all three (OpenAPI 3.1).
// Promised: 201 means committed; every failure is a coded problem (RFC 9457); no log line quotes a request.
export { type ApiOptions, api } from './api.ts';
export { cyberTiplineEndpoint } from './cybertipline-endpoint.ts';
export { type HmaOptions, hmaEndpoint } from './hma-endpoint.ts';
