import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceHost } from '../../../kernel/context.ts';
import type { AccountNetwork } from '../../../kernel/function-network.ts';
import { accessDenied } from '../errors.ts';
import type { VersionRow } from '../state.ts';
import { debuggerPort } from './debugger-port.ts';
import { Environment } from './environment.ts';
import { isRefusedSession, renewBeforeMs } from './execution-role.ts';
import type { ExecutionRole, ExecutionRoles, ExecutionSession } from './execution-role.ts';
import { faultFlags } from './fault-flags.ts';
import type { FleetEnvironment } from './fleet.ts';
import { jsonLogLines, textLogLines } from './log-lines.ts';
import { LogStream } from './log-stream.ts';
import { nodeFlags } from './node-flags.ts';
import { processVariables } from './process-variables.ts';
import type { CodeFolders } from './unpack-code.ts';
import type { Watchdog } from './watchdog.ts';

export interface EnvironmentFactory {
  readonly host: ServiceHost;
  readonly roles: ExecutionRoles;
  readonly code: CodeFolders;
  readonly watchdog: Watchdog;
  /** Where environments have their temporary files. */
  readonly temporaryDirectory: string;
}

/** Starts the process of a version, with a fresh session of its role, its code unpacked and a log stream of its own. */
export async function startEnvironment(
  factory: EnvironmentFactory,
  owner: { account: string; region: string; functionArn: string },
  version: VersionRow,
): Promise<FleetEnvironment> {
  const { host, watchdog } = factory;
  const id = host.randomHex(16);
  const role = { ...owner, functionName: version.functionName, roleArn: version.role };
  const temporaryDirectory = join(factory.temporaryDirectory, id);
  const [session, codeDirectory, network] = await Promise.all([
    assumed(factory.roles, role),
    factory.code.folderOf(version.codeSha256),
    host.network.of(owner.account),
    mkdir(temporaryDirectory, { recursive: true }),
  ]);
  const { account, region } = owner;
  const effect = host.faults.ofProcess({ account, region, function: version.functionName, version: version.version });
  const stream = `${host.now().toISOString().slice(0, 10).replaceAll('-', '/')}/[${version.version}]${id}`;
  const principal = async () => (await factory.roles.session(role)).principal;
  const log = new LogStream({ host, account: owner.account, region: owner.region, group: version.logging.group, stream, principal });
  const environment = await Environment.start({
    version: version.version,
    timeoutMs: version.timeoutSeconds * 1000,
    memorySizeMb: version.memorySizeMb,
    nodeFlags: [...nodeFlags(version.runtime, version.memorySizeMb, version.variables['NODE_OPTIONS']), ...faultFlags(effect)],
    codeDirectory,
    variables: processVariables({
      version,
      region: owner.region,
      session,
      endpoint: host.endpoint,
      codeDirectory,
      temporaryDirectory,
      logStream: stream,
    }),
    watchdog,
    network,
    lines: version.logging.format === 'JSON' ? jsonLogLines : textLogLines,
    log: (message) => log.push(message),
    now: () => host.now(),
  });
  const debugging = await letDebuggerIn(network, version, (message) => log.push(message));
  const gone = environment.gone.then(() =>
    Promise.all([log.flush(), rm(temporaryDirectory, { recursive: true, force: true }), debugging?.[Symbol.asyncDispose]()]),
  );
  return {
    get usable() {
      return environment.usable;
    },
    gone: gone.then(() => undefined),
    retireAtMs: session.expiresAt.getTime() - renewBeforeMs + marginMs,
    invoke: (invocation) => environment.invoke(invocation),
    kill: () => environment.kill(),
  };
}

/** Whoever debugs a function attaches from outside of its network. */
async function letDebuggerIn(
  network: AccountNetwork,
  { variables }: VersionRow,
  log: (message: string) => void,
): Promise<AsyncDisposable | undefined> {
  const port = debuggerPort(variables['NODE_OPTIONS']);
  if (port === undefined) return undefined;
  try {
    return await network.bringOut(port);
  } catch (error) {
    // Node too goes on without a debugger where its port is taken, and says so.
    log(`Starting inspector on 127.0.0.1:${port} failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** A session is handed out with more than `renewBeforeMs` to live; an environment takes invocations for a little less than the longest timeout before it ends. */
const marginMs = 4 * 60_000;

async function assumed(roles: ExecutionRoles, role: ExecutionRole): Promise<ExecutionSession> {
  try {
    return await roles.session(role);
  } catch (error) {
    if (isRefusedSession(error)) throw accessDenied(cannotAssume);
    throw error;
  }
}

export const cannotAssume = 'The role defined for the function cannot be assumed by Lambda.';
