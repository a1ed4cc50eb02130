// What platforms and payment firms run on their side: screen content, live streams and payments, report to a bureau.
// Promised: content never leaves the platform; no single indicator acts; a person decides about every account.

export { readEvent } from './events/read-event.ts';
export { SCREEN_SCHEMAS } from './events/schemas.ts';
export type { ScreenEvent } from './events/screen-event.ts';
export { CHOICES, type Choice } from './hold/choices.ts';
export type { Hold, HoldDecision } from './hold/hold-queue.ts';
export type { Held } from './kit/keep-findings.ts';
export type { Kit, KitStatus, ReportView, Taken } from './kit/kit.ts';
export type { AskedFacts, FactsOfPlatform, KitOptions, ListOptions, Trouble } from './kit/kit-options.ts';
export { openKit } from './kit/open-kit.ts';
export type { AccountFacts, ConnectionFacts, PlatformFacts } from './report/platform-facts.ts';
export { defaultRules, loadRules, type RuleSet } from './rules/load-rules.ts';
export { createScreen } from './screen/create-screen.ts';
export { ACTIONS, type Decision } from './screen/decision.ts';
export { runRuleTests } from './screen/run-rule-tests.ts';
export type { SavedScreen, Screen, ScreenOptions } from './screen/screen-types.ts';
export type { Share } from './simulate/interval.ts';
export { loadOf } from './simulate/load-of.ts';
export { type Simulation, simulate } from './simulate/simulate.ts';
export { factsOverHttp } from './transport/facts-over-http.ts';
export type { NatsOptions } from './transport/nats-stream.ts';
export { readEventStream } from './transport/read-event-stream.ts';
export { LOCAL_TOKEN_FILE, type ServedKit, type ServeKitOptions, serveKit } from './transport/serve-kit.ts';
