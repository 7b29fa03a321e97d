import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaticOperationSchema } from '@smithy/types';
import { openStateStore } from '../../../accounts/state-store.ts';
import type { ServiceHost } from '../../../kernel/context.ts';
import { resourceKinds } from '../resources/index.ts';
import { runStack } from '../stacks/run-stack.ts';
import type { CreateOperation, DeleteOperation, UpdateOperation } from '../stacks/stack-operation.ts';
import { rowsOf, stackTables, type EventRow, type StackRow } from '../state.ts';
import { deployedOf } from '../update-target.ts';
import type { FakeWorld } from './fake-world.ts';

const account = '111122223333';
const region = 'eu-central-1';
const stackId = `arn:aws:cloudformation:${region}:${account}:stack/shop/1`;
const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root` } as const;

type Answer = (schema: StaticOperationSchema, input: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** One stack on real state and a fake world; what it is asked can be cut off at any call, as a kill does, and taken up again. */
export class StackBench implements Disposable {
  readonly world: FakeWorld;
  readonly #directory = mkdtempSync(join(tmpdir(), 'stack-'));
  readonly #state = openStateStore(this.#directory);
  readonly #partition = this.#state.partition(account, region, 'cloudformation');
  readonly #tables = stackTables(this.#partition);

  constructor(world: FakeWorld) {
    this.world = world;
  }

  wantCreate(template: string, onFailure: CreateOperation['onFailure'] = 'ROLLBACK'): void {
    this.#tables.names.put('shop', stackId);
    this.#tables.stacks.put(stackId, {
      stackId,
      stackName: 'shop',
      status: 'CREATE_IN_PROGRESS',
      createdAt: '2026-01-01T00:00:00.000Z',
      template,
      parameters: [],
      capabilities: [],
      tags: [],
      outputs: [],
      imports: [],
      disableRollback: false,
      terminationProtection: false,
      operation: { kind: 'create', phase: 'forward', principal, onFailure },
    });
  }

  wantUpdate(template: string, disableRollback = false): void {
    const operation: UpdateOperation = { kind: 'update', phase: 'forward', principal, before: deployedOf(this.stack()), disableRollback };
    this.#tables.stacks.put(stackId, { ...this.stack(), template, status: 'UPDATE_IN_PROGRESS', operation });
  }

  wantDelete(): void {
    const operation: DeleteOperation = { kind: 'delete', principal, retain: [] };
    this.#tables.stacks.put(stackId, { ...this.stack(), status: 'DELETE_IN_PROGRESS', operation });
  }

  /** Works until nothing is under way. */
  async run(): Promise<StackRow> {
    await this.#run((schema, input) => Promise.resolve(this.world.call(schema, input)));
    return this.stack();
  }

  /** Works until the call of this number, which is answered no more: before or after it has had its effect. True where it came so far. */
  async runUntilKilled(atCall: number, when: 'before' | 'after'): Promise<boolean> {
    let calls = 0;
    let killed = false;
    const died = Promise.withResolvers<void>();
    const never = new Promise<never>(() => undefined);
    const work = this.#run(async (schema, input) => {
      calls += 1;
      if (killed) return never;
      if (calls < atCall) return this.world.call(schema, input);
      killed = true;
      // Refused or not: nobody is left to hear the answer.
      if (when === 'after') await Promise.allSettled([Promise.resolve().then(() => this.world.call(schema, input))]);
      died.resolve();
      return never;
    });
    await Promise.race([work, died.promise]);
    return killed;
  }

  async #run(answer: Answer): Promise<void> {
    const host = {
      state: this.#state,
      now: () => new Date('2026-01-01T00:00:00Z'),
      random: () => 0.5,
      randomHex: (bytes: number) => '0'.repeat(bytes * 2),
      call: async (schema: StaticOperationSchema, input: Record<string, unknown>) => answer(schema, input),
    };
    // The rest of a host is for services that listen and run functions.
    await runStack(host as unknown as ServiceHost, this.#partition, resourceKinds, stackId);
  }

  stack(): StackRow {
    const stack = this.#tables.stacks.get(stackId);
    if (stack === undefined) throw new Error('The bench has no stack yet.');
    return stack;
  }

  /** `LogicalId STATUS`, oldest first. */
  history(): readonly string[] {
    return this.events().map(({ logicalId, status }) => `${logicalId} ${status}`);
  }

  events(): readonly EventRow[] {
    return rowsOf(this.#tables.events, stackId);
  }

  [Symbol.dispose](): void {
    this.#state[Symbol.dispose]();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
