import type { DataSurvey, SurveyedTable, SyntheticData } from '../synthetic-data.ts';
import { digestNamed } from './sample-release.ts';

/** Answers what it is told to; every row is marked. */
export class FakeSyntheticData implements SyntheticData {
  readonly asked: string[] = [];
  tables: readonly SurveyedTable[] = [{ module: 'MOD-001', database: 'payments', table: 'payments', kind: 'marked', rows: 3, unmarked: 0 }];

  survey(environment: string): Promise<DataSurvey> {
    this.asked.push(environment);
    return Promise.resolve({ tables: this.tables, evidence: [digestNamed('data')] });
  }
}
