import type { Digest } from '../model/digest.ts';

/** Looks into an environment's databases for rows that nothing marks as made up. Counts them, and keeps none. */
export interface SyntheticData {
  survey(environment: string): Promise<DataSurvey>;
}

export interface DataSurvey {
  readonly tables: readonly SurveyedTable[];
  readonly evidence: readonly Digest[];
}

export type SurveyedTable = {
  /** The module whose database it is in, for whoever has to write into rehearsal.yaml. */
  readonly module: string;
  readonly database: string;
  /** `payments`, or `audit.events` where it is in another schema than `public`. */
  readonly table: string;
} & TableData;

export type TableData =
  | { readonly kind: 'marked'; readonly rows: number; readonly unmarked: number }
  /** Declared to hold nothing but reference data: currencies, countries. */
  | { readonly kind: 'reference'; readonly rows: number }
  /** rehearsal.yaml says nothing of it. */
  | { readonly kind: 'undeclared'; readonly rows: number }
  /** The database doesn't take the condition; `reason` is in its own words. */
  | { readonly kind: 'faulty'; readonly reason: string };
