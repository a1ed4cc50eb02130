import { parentPort, workerData } from 'node:worker_threads';
import { type LeaveOutAsked, leaveOut } from './leave-out.ts';

// Solves which cells of tables are left out, and answers once.

parentPort!.postMessage(await leaveOut(workerData as LeaveOutAsked));
