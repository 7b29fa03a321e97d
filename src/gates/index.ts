import type { GateName } from '../model/gate-name.ts';
import type { Gate } from '../ports/gate.ts';
import { acceptance } from './acceptance.ts';
import { approval } from './approval.ts';
import { build } from './build.ts';
import { compatibility } from './compatibility.ts';
import { contract } from './contract.ts';
import { deploy } from './deploy.ts';
import { drift } from './drift.ts';
import { integration } from './integration.ts';
import { isolation } from './isolation.ts';
import { lint } from './lint.ts';
import { migrate } from './migrate.ts';
import { migrationsValidate } from './migrations-validate.ts';
import { performance } from './performance.ts';
import { policy } from './policy.ts';
import { rollbackRehearsal } from './rollback-rehearsal.ts';
import { sameArtefact } from './same-artefact.ts';
import { secrets } from './secrets.ts';
import { security } from './security.ts';
import { shadow } from './shadow.ts';
import { smoke } from './smoke.ts';
import { soak } from './soak.ts';
import { typecheck } from './typecheck.ts';
import { unit } from './unit.ts';

const all: readonly Gate[] = [
  lint,
  typecheck,
  unit,
  policy,
  build,
  migrationsValidate,
  compatibility,
  migrate,
  integration,
  contract,
  deploy,
  smoke,
  sameArtefact,
  acceptance,
  performance,
  security,
  secrets,
  isolation,
  drift,
  approval,
  rollbackRehearsal,
  soak,
  shadow,
];

/** Every gate there is. A topology that names another can't be loaded. */
export const gates: ReadonlyMap<GateName, Gate> = new Map(all.map((gate) => [gate.name, gate]));
