import type { Approval } from '../../../src/model/approval.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Person } from '../../../src/model/project.ts';
import type { Approvals } from '../../../src/ports/approvals.ts';
import type { Clock } from '../../../src/ports/clock.ts';

export interface SimulatedApprovalsOptions {
  /** Who `--approve-as` stands in for; null where nobody was named and the run waits. */
  readonly approveAs: string | null;
  /** For rehearsing misuse: the release that is approved, where it is another than the one that waits. */
  readonly release?: Digest;
  readonly people: readonly Person[];
  readonly approverRoles: (environment: string) => readonly string[];
  readonly clock: Pick<Clock, 'now'>;
}

/** `--approve-as NAME` in a person's place; whether that person may, the gate judges. */
export class SimulatedApprovals implements Approvals {
  readonly #options: SimulatedApprovalsOptions;

  constructor(options: SimulatedApprovalsOptions) {
    this.#options = options;
  }

  given(environment: string, release: Digest, plan: Digest): Promise<readonly Approval[]> {
    const { approveAs, people, approverRoles, clock } = this.#options;
    if (approveAs === null) return Promise.resolve([]);
    const roles = people.find((person) => person.name.toLowerCase() === approveAs.toLowerCase())?.roles ?? [];
    const wanted = approverRoles(environment);
    const role = roles.find((one) => wanted.includes(one)) ?? roles[0] ?? 'none';
    const approved = this.#options.release ?? release;
    return Promise.resolve([{ by: approveAs, role, at: clock.now().toISOString(), release: approved, plan, simulated: true }]);
  }

  howTo(environment: string): string {
    const wanted = this.#options.approverRoles(environment);
    const able = this.#options.people.filter((person) => person.roles.some((role) => wanted.includes(role))).map((person) => person.name);
    const who = able.length === 0 ? 'NAME' : `"${able.join('" or "')}"`;
    return `rehearse approve ${environment} --as ${who}`;
  }
}
