import type { Capability } from '../../backend.ts';
import type { FunctionAddress } from './function-address.ts';

export const emulatorNames = ['localstack', 'ministack', 'floci'] as const;
export type EmulatorName = (typeof emulatorNames)[number];

/** How one kind of AWS emulator is run as a container: what differs between them, and nothing that any of the harness's clients has to know. */
export interface ContainerEmulator {
  readonly name: EmulatorName;
  /** For people: `LocalStack`. */
  readonly title: string;
  /** Answers 200 as soon as it serves. */
  readonly healthPath: string;
  /** Whether it starts functions as containers of their own, for which it needs the engine's socket. */
  readonly startsContainers: boolean;
  /** Whether Lambda finds code that lies in another account's bucket. */
  readonly readsOtherAccounts: boolean;
  readonly functionAddress: (functionUrl: string) => FunctionAddress;
  environment(place: EmulatorPlace): Readonly<Record<string, string>>;
  /**
   * What it is known to lack and a rehearsal goes on without. What is missing is what the probes find; a gap that isn't in this list blocks the
   * gate that needs it: a template with HTTP APIs can't be deployed where there are none.
   */
  readonly accepted: readonly Capability[];
}

/** Where one of them stands. */
export interface EmulatorPlace {
  /** Of its container. */
  readonly name: string;
  readonly network: string;
  /** What everything that it starts has to carry. */
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** All of them listen there. */
export const emulatorPort = 4566;

/** A convention that all of them share: a key of twelve digits is that account's root, whatever the secret. */
export function rootKeyOf(account: string): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  return { accessKeyId: account, secretAccessKey: 'rehearsal' };
}
