import type pg from 'pg';

/** The fields of a database error that quote rows and statements. `code`, `table`, `constraint` and the like stay. */
const QUOTING = ['detail', 'hint', 'where', 'internalQuery', 'dataType'] as const;
/** SQLSTATE class 22, data exception: the message itself quotes the value, after a colon. */
const DATA_EXCEPTION = /^22/;

type Emitter = { on(event: 'errorMessage', listener: (error: pg.DatabaseError) => void): void };

/**
 * Takes personal data out of every error that the server sends on a connection, before any caller sees it:
 * what is not in an error cannot be logged by accident.
 */
export function quietErrors(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection: Emitter };
  connection.on('errorMessage', (error) => {
    for (const field of QUOTING) delete error[field];
    if (DATA_EXCEPTION.test(error.code ?? '')) error.message = error.message.replace(/[:"].*$/s, '').trim();
  });
}
