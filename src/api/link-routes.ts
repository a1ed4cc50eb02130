import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PersonActor, ProgramScope } from '../access/index.ts';
import {
  acknowledgeConflict,
  openPair,
  plainConflict,
  plainGroup,
  plainLinks,
  plainPair,
  plainReview,
  plainStanding,
  readGroup,
  readLinks,
  readPair,
  readReview,
  type StatedJudgement,
  seeConflicts,
  stateJudgement,
  stateNoJudgement,
} from '../flow/index.ts';
import type { Purpose } from '../ledger/index.ts';
import { findReferral } from '../referral/index.ts';
import type { Store } from '../shared/db.ts';
import { isId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { parse } from './lookup-requests.ts';
import { personAsking } from './programs.ts';

type OfReferral = { Params: { number: string }; Querystring: { purpose?: string } };
type OfPair = { Params: { one: string; other: string } };
type OfGroup = { Params: { id: string } };
type Listed = { Querystring: { limit?: string; skip?: string; of?: string; open?: string; before?: string } };

/** Chosen: a page of a hundred pairs is some 100 KB. */
const MOST_ON_A_PAGE = 100;
const USUAL_ON_A_PAGE = 40;
/** A judgement with its note in any language. */
const MOST_BYTES = 20_000;

/** Links between people, for programs that act in the name of a person: read, judged, taken back. */
export async function linkRoutes(app: FastifyInstance, { store }: { store: Store }): Promise<void> {
  const asking = (request: FastifyRequest, scope: ProgramScope) => personAsking(store, request, scope);
  const limits = { bodyLimit: MOST_BYTES };
  // What is told to one person stays in no cache on the way.
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));

  app.get<OfReferral>('/referrals/:number/links', async (request) => {
    const person = await asking(request, 'read');
    const purpose = purposeOf(person, request.query.purpose);
    const id = await findReferral(store.db, request.params.number);
    return { purpose, ...plainLinks(await readLinks(store, person, id, purpose), person) };
  });

  app.get<OfGroup>('/links/groups/:id', async (request) => {
    const person = await asking(request, 'read');
    return plainGroup(await readGroup(store, person, request.params.id), person);
  });

  app.get<Listed>('/links/review', async (request) => {
    const person = await asking(request, 'read');
    const { limit, skip } = pageIn(request.query);
    const children = request.query.of === 'children';
    return plainReview(await readReview(store, person, { limit, skip, children }));
  });

  app.get<OfPair>('/links/pairs/:one/:other', async (request) => {
    const person = await asking(request, 'read');
    return plainPair(await readPair(store, person, pairIn(request)), person);
  });

  app.put<OfPair>('/links/pairs/:one/:other/judgement', limits, async (request) => {
    const person = await asking(request, 'judge');
    const { verdict, reason, note } = textsIn(request.body);
    return plainStated(await stateJudgement(store, person, { ...pairIn(request), verdict, reason, note }));
  });

  app.post<OfPair>('/links/pairs/:one/:other/open', limits, async (request) => {
    const person = await asking(request, 'open');
    const { purpose } = textsIn(request.body);
    const { a, b, parties } = await openPair(store, person, { ...pairIn(request), purpose });
    const opened = parties.open('to hand it to a program that asked for it');
    return {
      purpose,
      people: [
        { record: a.id, party: opened.a ?? null },
        { record: b.id, party: opened.b ?? null },
      ],
    };
  });

  app.delete<OfPair>('/links/pairs/:one/:other/judgement', async (request) => {
    const person = await asking(request, 'judge');
    return plainStated(await stateNoJudgement(store, person, pairIn(request)));
  });

  app.get<Listed>('/conflicts', async (request) => {
    const person = await asking(request, 'read');
    const { limit } = pageIn(request.query);
    const { open, before } = request.query;
    if (before !== undefined && !isId(before))
      throw new Problem('api.bad-request', { detail: 'before is an id' });
    const purpose = person.compartment === null ? 'supervision' : 'investigation';
    const asked = {
      purpose,
      openOnly: open === 'true',
      limit,
      ...(before !== undefined && { before }),
    } as const;
    const conflicts = (await seeConflicts(store, person, asked)).map(plainConflict);
    return { conflicts };
  });

  app.put<OfGroup>('/conflicts/:id/acknowledgement', async (request, reply) => {
    await acknowledgeConflict(store, await asking(request, 'judge'), request.params.id);
    return reply.code(204).send();
  });
}

/** A unit's officer investigates, always; the bureau's staff say why they look: `linking.purpose-needed`. */
function purposeOf({ compartment }: PersonActor, asked: string | undefined): Purpose {
  if (compartment !== null) return 'investigation';
  const purpose = LOOKING_PURPOSES.find((offered) => offered === asked);
  if (!purpose) throw new Problem('linking.purpose-needed', { detail: LOOKING_PURPOSES.join(', ') });
  return purpose;
}

/** To join referrals up, which shows no child, or to protect one. */
export const LOOKING_PURPOSES = ['linking', 'safeguarding'] as const satisfies readonly Purpose[];

function pairIn({ params }: FastifyRequest): { one: number; other: number } {
  const { one, other } = params as OfPair['Params'];
  return { one: Number(one), other: Number(other) };
}

function pageIn({ limit, skip }: Listed['Querystring']): { limit: number; skip: number } {
  const [most, before] = [Number(limit ?? USUAL_ON_A_PAGE), Number(skip ?? 0)];
  if (
    !Number.isInteger(most) ||
    most < 1 ||
    most > MOST_ON_A_PAGE ||
    !Number.isSafeInteger(before) ||
    before < 0
  )
    throw new Problem('api.bad-request', { detail: `limit is 1 to ${MOST_ON_A_PAGE}, skip 0 or more` });
  return { limit: most, skip: before };
}

function textsIn(body: unknown): Partial<Record<'verdict' | 'reason' | 'note' | 'purpose', string>> {
  const given = Object.entries(parse(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
  if (given.some(([, value]) => typeof value !== 'string'))
    throw new Problem('api.bad-request', { detail: 'every field is a string' });
  return Object.fromEntries(given);
}

function plainStated({ standing, repeated, groups }: StatedJudgement) {
  return { standing: plainStanding(standing), repeated, groups };
}
