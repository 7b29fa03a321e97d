import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ProcessEffect } from '../../../kernel/faults/fault.ts';

/** Flags with which Node loads what makes a version's process go wrong, before anything of the function's own. */
export function faultFlags(effect: ProcessEffect | undefined): readonly string[] {
  switch (effect?.kind) {
    case undefined:
    case 'killed':
      return [];
    case 'crash-at-init':
    case 'memory':
      return [`--import=${preload(effect.kind).href}`];
    case 'connection-refused': {
      const module = preload(effect.kind);
      module.searchParams.set('port', String(effect.port));
      return [`--import=${module.href}`];
    }
  }
}

function preload(name: string): URL {
  return pathToFileURL(fileURLToPath(new URL(`bootstrap/faults/${name}.mjs`, import.meta.url)));
}
