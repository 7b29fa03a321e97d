import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { projectFolder } from '../project-folder.ts';
import { line, type Terminal } from '../terminal.ts';

interface ExportFlags {
  readonly to: string;
  readonly namespace: string;
  readonly parallelism: number;
  readonly url: Readonly<Record<string, string>>;
}

export function addPerf(program: Command, terminal: Terminal): void {
  const perf = program
    .command('perf')
    .description("the project's load test elsewhere")
    .addHelpText('after', '\nExample:\n  rehearse perf export --k6-operator --url create-payment=https://payments.example\n');
  perf
    .command('export')
    .description('write the load test for where one machine is not enough')
    .argument('[dir]', 'the project, with its files as they are (default: the sample)')
    .requiredOption('--k6-operator', 'as a TestRun and a ConfigMap for the k6 operator on Kubernetes')
    .option('--url <function=url>', 'where the cluster reaches a function; once for each that has a URL', addUrl, {})
    .option('--parallelism <n>', 'how many pods share the rate', wholeNumber, 4)
    .option('--namespace <name>', 'where the resources belong', 'default')
    .option('--to <dir>', 'the folder to write to', 'k6-operator')
    .addHelpText(
      'after',
      '\nExample:\n  rehearse perf export --k6-operator --url create-payment=https://c.payments.example --url read-payment=https://r.payments.example\n',
    )
    .action(async (dir: string | undefined, { to, namespace, parallelism, url }: ExportFlags) => {
      const { exportPerformance } = await import('../../compose.ts');
      const project = projectFolder(dir, terminal, 'rehearse perf export .');
      const files = await exportPerformance({ project, to: resolve(terminal.cwd, to), namespace, parallelism, urls: url });
      for (const file of files) line(terminal.stdout, file);
    });
}

function addUrl(text: string, former: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [name, address] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  if (!text.includes('=') || !/^https?:\/\/[^/]/.test(address)) throw new InvalidArgumentError('It wants FUNCTION=URL.');
  return { ...former, [name]: address };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It wants a whole number from 1.');
  return number;
}
