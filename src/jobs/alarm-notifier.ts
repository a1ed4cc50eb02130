import type { AlarmChannel, AlarmNotifier } from '../flow/index.ts';
import { mailChannel } from './mail-channel.ts';
import { webhookChannel } from './webhook-channel.ts';

/** How alarms reach people, beside the desk's pages, which always show them. */
export type NotifierSettings = {
  baseUrl: string;
  smtpUrl?: string;
  mailFrom?: string;
  dutyAddresses?: readonly string[];
  /** Where none is given, supervisors are reached at the duty officers' addresses. */
  supervisorAddresses?: readonly string[];
  webhookUrl?: string;
  webhookSecret?: string;
};

export function alarmNotifier(settings: NotifierSettings): AlarmNotifier {
  return { baseUrl: settings.baseUrl, channels: [...mailOf(settings), ...webhookOf(settings)] };
}

function mailOf(settings: NotifierSettings): AlarmChannel[] {
  const { smtpUrl, mailFrom, dutyAddresses = [], supervisorAddresses = [] } = settings;
  if (!smtpUrl || !mailFrom || dutyAddresses.length === 0) return [];
  const supervisor = supervisorAddresses.length > 0 ? supervisorAddresses : dutyAddresses;
  return [mailChannel({ smtpUrl, from: mailFrom, addresses: { 'duty-officer': dutyAddresses, supervisor } })];
}

function webhookOf({ webhookUrl: url, webhookSecret: secret }: NotifierSettings): AlarmChannel[] {
  return url && secret ? [webhookChannel({ url, secret })] : [];
}
