import formUrlEncoded from 'node:querystring';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import {
  addPerson,
  openBureau,
  openSession,
  type PersonActor,
  ROLES,
  type Role,
  registerSource,
  type SourceKind,
} from '../access/index.ts';
import { deriveReferrals, openIntake, receiveDocument } from '../flow/index.ts';
import { figuresHere } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import { memorySigner, type Signer } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { SESSION_COOKIE } from './frame/visits.ts';
import { SAMPLES, type SampleName } from './test-samples.ts';
import { web } from './web.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;

const SENDERS: Record<string, SourceKind> = {
  'platform-one': 'platform',
  'platform-two': 'platform',
  'hotline-one': 'hotline',
  'public-form': 'public',
};

/** A desk over a database of its own, with a person for every role and referrals received by the real flow. */
export type TestDesk = {
  app: FastifyInstance;
  test: TestStore;
  signer: Signer;
  people: Record<Role, PersonActor>;
  /** Numbers of the samples as people quote them. */
  numbers: Record<SampleName, string>;
  /** Receives and derives one more document; answers with its number. */
  receive(source: string, document: object): Promise<string>;
  visitor(person?: PersonActor): Promise<Visitor>;
  /** Listens on this machine only; answers with the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

/** Somebody with a browser: keeps cookies, and sends the token of the last page with each form. */
export type Visitor = {
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, form?: Record<string, string | string[]>): Promise<LightMyRequestResponse>;
  cookies: Map<string, string>;
};

export async function testDesk(options: { samples?: boolean } = {}): Promise<TestDesk> {
  const test = await testStore();
  const { store } = test;
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
  const people = await addPeople(store);
  for (const [id, kind] of Object.entries(SENDERS)) {
    await registerSource(store, SYSTEM, { id, name: nameOf(id), kind });
  }
  const intake = openIntake(store);
  const receive: TestDesk['receive'] = (source, document) => receiveOne(intake, source, document);
  const numbers = {} as TestDesk['numbers'];
  if (options.samples ?? true) {
    for (const [name, { source, document }] of Object.entries(SAMPLES)) {
      numbers[name as SampleName] = await receive(source, document);
    }
  }
  const app = Fastify({ logger: false });
  const figures = figuresHere(store.db);
  const desk = { store, signer: memorySigner(), intake, figures, baseUrl: 'http://localhost' };
  await app.register(web, { desk, cookieSecret: 'for tests only: thirty-two bytes or more' });
  await app.ready();
  return {
    app,
    test,
    signer: desk.signer,
    people,
    numbers,
    receive,
    visitor: (person) => visitorOf(app, store, person),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await app.close();
      await test.drop();
    },
  };
}

async function addPeople(store: Store): Promise<Record<Role, PersonActor>> {
  const people: [Role, PersonActor][] = [];
  for (const role of Object.keys(ROLES) as Role[]) {
    const compartment = role === 'force-officer' ? 'sample-force' : null;
    people.push([
      role,
      await addPerson(store.db, { name: `Sample ${nameOf(role)}`, roles: [role], compartment }),
    ]);
  }
  return Object.fromEntries(people) as Record<Role, PersonActor>;
}

function nameOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replace('-', ' ');
}

async function receiveOne(
  intake: ReturnType<typeof openIntake>,
  source: string,
  document: object,
): Promise<string> {
  const kind = SENDERS[source]!;
  const sender = await registerSource(intake.store, SYSTEM, { id: source, name: nameOf(source), kind });
  const raw = Buffer.from(JSON.stringify(document));
  const [receipt] = await receiveDocument(intake, sender, { raw, channel: 'api', adapter: 'native-json' });
  if (receipt!.problem) throw new Error(JSON.stringify(receipt!.problem.faults));
  await deriveReferrals(intake.store, [receipt!.id]);
  return receipt!.number;
}

async function visitorOf(app: FastifyInstance, store: Store, person?: PersonActor): Promise<Visitor> {
  const cookies = new Map<string, string>();
  if (person) cookies.set(SESSION_COOKIE, await openSession(store, person.id));
  let token = '';
  const keep = (answer: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token;
    return answer;
  };
  const sent = () => Object.fromEntries(cookies);
  return {
    cookies,
    get: async (url) => keep(await app.inject({ url, cookies: sent() })),
    post: async (url, form = {}) =>
      keep(
        await app.inject({
          method: 'POST',
          url,
          cookies: sent(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: formUrlEncoded.stringify({ _csrf: token, ...form }),
        }),
      ),
  };
}
