import type { CheckReport } from '../../../../src/ports/check-runner.ts';

/** What one report file says. A reader throws UnreadableReport where the file isn't what it should be. */
export type ReportContent = Partial<Pick<CheckReport, 'tests' | 'cases' | 'coverage' | 'findings'>>;

export class UnreadableReport extends Error {}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : otherwise;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UnreadableReport('is no JSON', { cause: error });
  }
}
