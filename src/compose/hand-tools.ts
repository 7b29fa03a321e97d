/** What hands do in a world that is up, as the command line asks for it. */
export {
  buildImages,
  connectionUrl,
  databaseLogin,
  examine,
  handVariables,
  invokeFunction,
  NoFunctionError,
  openPsql,
  readLogs,
  runSql,
  runToEnd,
  watchFunctions,
  workingFolder,
  worldStatus,
} from '../../harness/index.ts';
export type { DatabaseRole, EnvironmentStatus, Hands, Invoked, SqlResult, WatchEvent, WorldStatus } from '../../harness/index.ts';
