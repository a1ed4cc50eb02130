import { RuleSetDocument } from '../rules/rule-set.ts';
import { Decision } from '../screen/decision.ts';
import { IncomingEvent } from './screen-event.ts';

const DRAFT = { $schema: 'https://json-schema.org/draft/2020-12/schema' };

/** JSON Schemas of what goes in and comes out; docs/schemas holds them as files. */
export const SCREEN_SCHEMAS = {
  event: { ...DRAFT, ...IncomingEvent },
  rules: { ...DRAFT, ...RuleSetDocument },
  decision: { ...DRAFT, ...Decision },
};
