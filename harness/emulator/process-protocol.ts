import type { ControlAddress } from './http/control.ts';
import type { EmulatorOptions, NetworkKind, RootKey } from './index.ts';

/** What the emulator's process is told, as JSON. */
export interface ProcessOptions extends Omit<EmulatorOptions, 'log' | 'clock' | 'services' | 'models'> {
  /**
   * `parent`: it ends when the process that started it does, however that ends. `detached`: it goes on; somebody stops it with SIGTERM.
   */
  readonly lifetime: 'parent' | 'detached';
}

/** The one line that the process writes to stdout. */
export interface ReadyLine {
  readonly kind: 'ready';
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  readonly rootKeys: Readonly<Record<string, RootKey>>;
  /** Only in this line: who did not start the emulator can't plant faults in it. */
  readonly control: ControlAddress;
  readonly network: NetworkKind;
}

export interface RefusalLine {
  readonly kind: 'refused';
  readonly code: 'PORT_IN_USE' | 'DATA_DIRECTORY_IN_USE' | 'FAILED';
  readonly message: string;
}
