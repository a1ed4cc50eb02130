/** SQLSTATE classes that speak of the connection, the server or its resources. Source: PostgreSQL, appendix A. */
const FAULT_CLASSES = new Set(['08', '25', '53', '57', '58', 'XX']);

/** Whether a failed statement says nothing of its rows: the database cannot be reached, or cannot work just now. */
export function isDatabaseFault(failure: unknown): boolean {
  const { code, message } = failure as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return FAULT_CLASSES.has(code.slice(0, 2)) || /^E[A-Z]{4,}$/.test(code);
  return /^(?:Connection terminated|timeout exceeded|Client has encountered)/.test(String(message));
}
