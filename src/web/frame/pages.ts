import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Permission, PersonActor } from '../../access/index.ts';
import type { Intake } from '../../flow/index.ts';
import type { Figures } from '../../picture/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Signer } from '../../shared/signer.ts';
import type { Words } from '../words.ts';

/** What every page works with. */
export type Desk = { store: Store; signer: Signer; intake: Intake; figures: Figures; baseUrl: string };

/** Whether people reach the desk by https, whatever a proxy before it speaks to it: then no cookie goes without. */
export function isSecure({ baseUrl }: Desk): boolean {
  return baseUrl.startsWith('https:');
}

/** What the request hook found out before the page runs. */
export type Visit = { person: PersonActor | undefined; words: Words; synthetic: boolean; alarms: number };

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit;
  }
  interface FastifyReply {
    /** Renders a template with the frame's values; `values.title` becomes the page's title. */
    page(template: string, values: { title: string } & Record<string, unknown>): Promise<FastifyReply>;
  }
}

/** One file of pages registers its routes. */
export type Pages = (app: FastifyInstance, desk: Desk) => void;

/** The signed-in person; throws `access.sign-in-needed`, which the error page answers with the sign-in page. */
export { signedIn } from './visits.ts';

export type Request = FastifyRequest;
export type Reply = FastifyReply;
export type { Permission };
