const names = `
  beforeClean afterClean afterCleanError beforeMigrate beforeEachMigrate beforeEachMigrateStatement afterEachMigrateStatement
  afterEachMigrateStatementError afterEachMigrate afterEachMigrateError beforeRepeatables afterVersioned afterMigrateApplied
  afterMigrate afterMigrateError beforeUndo beforeEachUndo beforeEachUndoStatement afterEachUndoStatement
  afterEachUndoStatementError afterEachUndo afterEachUndoError afterUndo afterUndoError beforeValidate afterValidate
  afterValidateError beforeBaseline afterBaseline afterBaselineError beforeRepair afterRepair afterRepairError beforeInfo afterInfo
  afterInfoError afterMigrateOperationFinish afterInfoOperationFinish createSchema beforeCreateSchema beforeConnect
`;

/** The events that a SQL file can be named after (Flyway 10.21.0, Event.java). */
export const callbackEvents: ReadonlySet<string> = new Set(names.trim().split(/\s+/));
