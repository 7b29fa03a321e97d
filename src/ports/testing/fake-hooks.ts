import type { TrafficHookEvent, TrafficHookOutcome, TrafficHookRunner } from '../traffic-hooks.ts';
import { digestNamed } from './sample-release.ts';

/** Every hook reports Succeeded unless it is told otherwise. */
export class FakeHooks implements TrafficHookRunner {
  readonly asked: string[] = [];
  onAsk: () => void = () => undefined;
  readonly answers = new Map<TrafficHookEvent, TrafficHookOutcome>();

  /** By hook. */
  readonly hindrances = new Map<string, string>();

  hindrance(_: string, hook: string): Promise<string | null> {
    return Promise.resolve(this.hindrances.get(hook) ?? null);
  }

  ask(environment: string, event: TrafficHookEvent, hook: string): Promise<TrafficHookOutcome> {
    this.asked.push(`${environment} ${event} ${hook}`);
    this.onAsk();
    const well: TrafficHookOutcome = { kind: 'asked', succeeded: true, reason: 'reported Succeeded', evidence: [digestNamed(event)] };
    return Promise.resolve(this.answers.get(event) ?? well);
  }
}
