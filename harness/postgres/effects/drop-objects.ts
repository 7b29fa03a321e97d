import type { DropStmt, Node, ObjectType } from 'libpg-query';
import { nameIn, stringsIn } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

const nouns: Readonly<Partial<Record<ObjectType, string>>> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialised view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_RULE: 'rule',
  OBJECT_EXTENSION: 'extension',
};

/** Things that belong to a table and are named after it. */
const ofTable: readonly ObjectType[] = ['OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE'];

/** DROP …: nobody can tell from here that nothing uses it. */
export function dropObjects({ objects = [], removeType = 'OBJECT_TABLE', concurrent }: DropStmt): readonly StatementEffect[] {
  const noun = nouns[removeType] ?? 'object';
  return objects.map((object): StatementEffect => {
    const parts = partsOf(object);
    const name = nameIn(parts);
    if (removeType === 'OBJECT_INDEX') {
      const reason = 'ON CONFLICT may rest on it where it is unique, and queries get slower';
      const lock = concurrent === true ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
      return { step: 'contract', what: `drops index ${name}`, reason, table: null, columns: [], lock, work: 'none' };
    }
    const owned = ofTable.includes(removeType);
    const table = removeType === 'OBJECT_TABLE' ? name : owned ? nameIn(parts.slice(0, -1)) : null;
    const called = owned ? `${stringsIn(parts).at(-1) ?? ''} of ${table ?? ''}` : name;
    const reason = 'older code that uses it fails';
    const lock = table === null ? null : 'ACCESS EXCLUSIVE';
    const takesAway = removeType === 'OBJECT_TABLE' ? ({ takesAway: true } as const) : {};
    return { step: 'contract', what: `drops ${noun} ${called}`, reason, table, columns: [], lock, work: 'none', ...takesAway };
  });
}

function partsOf(object: Node): readonly Node[] {
  if ('List' in object) return object.List.items ?? [];
  if ('TypeName' in object) return object.TypeName.names ?? [];
  if ('ObjectWithArgs' in object) return object.ObjectWithArgs.objname ?? [];
  return [object];
}
