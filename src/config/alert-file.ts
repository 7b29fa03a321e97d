import { z } from 'zod';
import { alertSeverities, type TopologyAlert } from '../model/topology.ts';
import { duration, share } from './quantity.ts';

const name = z.string().min(1);
const severity = z.enum(alertSeverities);

/** One limit each: an alert that fires for two reasons says neither. */
export const alertFile = z.union([z.strictObject({ name, severity, errorRate: share }), z.strictObject({ name, severity, p99: duration })]);

export function toAlert(alert: z.output<typeof alertFile>): TopologyAlert {
  const { name: called, severity: how } = alert;
  const when =
    'errorRate' in alert ? ({ kind: 'error-rate', over: alert.errorRate } as const) : ({ kind: 'p99', overMs: alert.p99 } as const);
  return { name: called, severity: how, when };
}
