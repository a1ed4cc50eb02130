import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ROLES, type Role } from '../../access/index.ts';
import { newId } from '../../shared/ids.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
});
after(() => desk.close());

const RUN = newId();
/** Every address of the two, and the roles that may read it; writing is told apart. */
const MAY_READ: Record<string, readonly Role[]> = {
  '/picture/tables': ['statistician', 'auditor'],
  '/picture/tables/table.csv?period=2012': ['statistician', 'auditor'],
  '/picture/tables/table.json?period=2012': ['statistician', 'auditor'],
  '/picture/hidden': ['statistician', 'supervisor', 'auditor'],
  [`/picture/hidden/${RUN}`]: ['statistician', 'supervisor', 'auditor'],
  [`/picture/hidden/${RUN}/estimate.json`]: ['statistician', 'supervisor', 'auditor'],
};
const MAY_WRITE: Record<string, readonly Role[]> = {
  '/picture/hidden': ['statistician'],
  [`/picture/hidden/${RUN}/cancel`]: ['statistician'],
};

/** Refused is refused, whether or not there is something at the address. */
const REFUSED = 403;

for (const role of Object.keys(ROLES) as Role[])
  test(`${role}: of tables and hidden populations what the role may, and nothing else`, async () => {
    const visitor = await visitorAs(desk, role);
    for (const [url, roles] of Object.entries(MAY_READ)) {
      const { statusCode } = await visitor.get(url);
      assert.equal(statusCode === REFUSED, !roles.includes(role), `${url}: ${statusCode}`);
    }
    for (const [url, roles] of Object.entries(MAY_WRITE)) {
      const { statusCode } = await visitor.post(url, {});
      assert.equal(statusCode === REFUSED, !roles.includes(role), `${url}: ${statusCode}`);
    }
  });
