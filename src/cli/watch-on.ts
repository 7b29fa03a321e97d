import { join, relative } from 'node:path';
import type { OpenedHands, WatchEvent } from '../compose.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { coloursOf, line, type Terminal } from './terminal.ts';

/** Watches the project's folder for the first environment and says what was reloaded, until the terminal's signal. */
export async function watchOn(
  hands: OpenedHands,
  { project, out, inspectPort }: Pick<RehearsalOptions, 'project' | 'out'> & { readonly inspectPort: number | null },
  terminal: Terminal,
): Promise<void> {
  const [first] = hands.environments;
  if (first === undefined) return;
  const { watchFunctions, workingFolder } = await import('../compose.ts');
  const { root } = await workingFolder(project, out);
  const packages = join(out, 'state/trees', hands.settings.commit, 'node_modules');
  const tell = (event: WatchEvent): void => {
    for (const text of linesOf(event, root, first.name, terminal)) line(terminal.stderr, text);
  };
  await watchFunctions(hands, { root, packages, environment: first.name, inspectPort, tell, signal: terminal.signal });
}

function linesOf(event: WatchEvent, root: string, environment: string, terminal: Terminal): readonly string[] {
  const { red, green, yellow } = coloursOf(terminal);
  switch (event.kind) {
    case 'watching':
      return [
        `watching ${root} for ${environment}; Ctrl-C ends it`,
        ...event.functions.flatMap(({ name, inspectPort }) =>
          inspectPort === null ? [] : [`  debug ${name}: attach to 127.0.0.1:${inspectPort}`],
        ),
      ];
    case 'reloaded':
      return [`${green('✓')} ${event.function} reloaded in ${event.tookMs} ms`];
    case 'failed':
      return event.problems.map((problem) => `${red('✗')} ${event.function} ${problem}`);
    case 'not-reloaded':
      return [`${yellow('!')} ${relative(root, event.path)} is not reloaded: commit it and deploy it with rehearse up --fresh`];
  }
}
