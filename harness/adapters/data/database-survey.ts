import type { Project } from '../../../src/model/project.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { DataSurvey, SurveyedTable, SyntheticData } from '../../../src/ports/synthetic-data.ts';
import type { Sessions } from '../aws/sessions.ts';
import { migratorConnection } from '../migrations/migrator-connection.ts';
import { surveyTables } from './survey-tables.ts';

export interface DatabaseSurveyOptions {
  readonly project: Project;
  readonly sessions: Pick<Sessions, 'stage'>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** Asks the databases themselves, as the migrator, who sees every table. */
export class DatabaseSurvey implements SyntheticData {
  readonly #options: DatabaseSurveyOptions;

  constructor(options: DatabaseSurveyOptions) {
    this.#options = options;
  }

  async survey(environment: string): Promise<DataSurvey> {
    const { project, sessions, evidence } = this.#options;
    const tables: SurveyedTable[] = [];
    for (const { id: module, database } of project.modules) {
      if (database === null) continue;
      const found = await surveyTables(await migratorConnection(sessions, environment, database.name), database.synthetic);
      tables.push(...found.map((each) => ({ module, database: database.name, ...each })));
    }
    return { tables, evidence: [await evidence.keep(`${environment}-data.json`, JSON.stringify({ environment, tables }, null, 2))] };
  }
}
