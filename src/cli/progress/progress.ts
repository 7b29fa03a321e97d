import type { Progress } from '../../ports/progress.ts';
import { coloursOf, type Terminal } from '../terminal.ts';
import { describe, seconds } from './describe.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const clearLine = '\r\u001B[2K';

/** Lines on stderr, so that stdout holds only the result. On a terminal the step under way is shown and replaced by its result. */
export function progressOn(terminal: Terminal): Progress & Disposable {
  const colours = coloursOf(terminal);
  const { stderr, interactive } = terminal;
  let spinner: NodeJS.Timeout | undefined;
  const stopSpinner = (): void => {
    if (spinner === undefined) return;
    clearInterval(spinner);
    spinner = undefined;
    stderr.write(clearLine);
  };
  const say = (text: string): void => {
    stopSpinner();
    stderr.write(`${text}\n`);
  };
  const spin = (text: string): void => {
    stopSpinner();
    if (!interactive) return;
    const startedAt = performance.now();
    let frame = 0;
    spinner = setInterval(() => {
      frame += 1;
      stderr.write(
        `${clearLine}  ${colours.cyan(frames[frame % frames.length] ?? '')} ${text} ${colours.dim(seconds(performance.now() - startedAt))}`,
      );
    }, frameMs);
    spinner.unref();
  };
  return {
    stepStarted: (_, step) => spin(step),
    happened: (happening) => {
      const text = describe(happening, colours);
      if (text !== null) say(text);
    },
    note: (text) => say(colours.dim(text)),
    [Symbol.dispose]: stopSpinner,
  };
}
