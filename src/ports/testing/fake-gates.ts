import type { GateName } from '../../model/gate-name.ts';
import type { Gate, GateResult, GateSubject } from '../gate.ts';
import type { Ports } from '../ports.ts';
import { newVersions } from './fake-accounts.ts';
import { digestNamed, sampleRelease } from './sample-release.ts';

type Script = (subject: GateSubject, ports: Ports) => GateResult | Promise<GateResult>;

/** Gates that pass, do the least that the engine must see, and can be told to answer otherwise. */
export class FakeGates {
  readonly #scripts = new Map<string, Script>();
  readonly subjects: GateSubject[] = [];
  readonly gates: ReadonlyMap<GateName, Gate>;

  constructor() {
    const names: readonly GateName[] = ['build', 'deploy', 'smoke', 'same-artefact', 'approval'];
    this.gates = new Map(names.map((name) => [name, this.#gate(name)]));
  }

  /** What a gate answers in one environment. */
  script(environment: string, name: GateName, script: Script): void {
    this.#scripts.set(`${environment}/${name}`, script);
  }

  answer(environment: string, name: GateName, verdict: GateResult['verdict'], more: Partial<GateResult> = {}): void {
    this.script(environment, name, () => gateResult(verdict, more));
  }

  #gate(name: GateName): Gate {
    return {
      name,
      measures: [],
      run: async (subject, ports) => {
        this.subjects.push(subject);
        const script = this.#scripts.get(`${subject.stage.environment}/${name}`) ?? defaults[name] ?? (() => gateResult('passed'));
        return script(subject, ports);
      },
    };
  }
}

export function gateResult(verdict: GateResult['verdict'], more: Partial<GateResult> = {}): GateResult {
  return { verdict, reason: `It ${verdict}.`, evidence: [digestNamed('gate')], facts: {}, ...more };
}

/** Moves traffic to the new versions by the stage's strategy. */
export async function deployNew({ stage, strategy, liveBefore }: GateSubject, { clock, router, deployer }: Ports): Promise<GateResult> {
  const startedAt = clock.now().toISOString();
  for (const step of strategy.steps({ environment: stage.environment, to: newVersions, previous: liveBefore, router })) await step.act();
  const rollout = {
    strategy: strategy.name,
    steps: [{ name: 'shift', weightPercent: 100, startedAt, durationMs: 0, result: 'applied' as const }],
  };
  return gateResult('passed', { facts: { previous: liveBefore, deployed: await deployer.live(stage.environment), rollout } });
}

const defaults: Readonly<Partial<Record<GateName, Script>>> = {
  build: () => gateResult('passed', { facts: { release: sampleRelease } }),
  deploy: deployNew,
};
