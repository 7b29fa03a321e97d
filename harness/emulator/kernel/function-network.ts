import type { Socket } from 'node:net';

/** Takes a connection that a function of `account` has made. */
export type TakeConnection = (connection: Socket, account: string) => void;

/** The networks that functions' processes run in. */
export interface FunctionNetwork {
  /** That of the account's functions, made when it is first asked for. */
  of(account: string): Promise<AccountNetwork>;
  /**
   * What listens at 127.0.0.1:`port` on this machine is at the same address for the functions of `account`; of every account where that is
   * null. Resolves when they can connect.
   */
  open(account: string | null, port: number, take: TakeConnection): Promise<AsyncDisposable>;
}

export interface AccountNetwork {
  /** How a program is started there: as the same process, with the same standard streams. */
  command(program: string, args: readonly string[]): ProgramStart;
  /** Listens there at an address of its own. */
  listen(take: (connection: Socket) => void): Promise<ListeningInside>;
  /** Until it is disposed of, who connects to 127.0.0.1:`port` of this machine is connected to the same port there: a debugger. */
  bringOut(port: number): Promise<AsyncDisposable>;
}

export interface ProgramStart {
  readonly program: string;
  readonly args: readonly string[];
}

export interface ListeningInside {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** Cuts off whoever is connected. */
  close(): void;
}
