import { DATABASE, SUPERUSER } from './make-records.ts';
import type { ServerPasswords } from './server-passwords.ts';

/** Addresses for three roles: what administers the server, what owns the tables, what the application uses. */
export type ServerAddresses = { superuserUrl: string; ownerUrl: string; appUrl: string };

export function addressesOf(socketFolder: string, passwords: ServerPasswords): ServerAddresses {
  const address = (role: string, password: string, database: string): string =>
    `postgresql://${role}:${password}@/${database}?host=${encodeURIComponent(socketFolder)}&port=5432`;
  return {
    superuserUrl: address(SUPERUSER, passwords.superuser, 'postgres'),
    ownerUrl: address('everydot_owner', passwords.owner, DATABASE),
    appUrl: address('everydot_app', passwords.app, DATABASE),
  };
}
