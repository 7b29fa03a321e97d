import { imageOf } from '../images.ts';
import { type ContainerEmulator, type EmulatorName, emulatorNames } from './container-emulator.ts';
import { floci } from './floci.ts';
import { localstack } from './localstack.ts';
import { ministack } from './ministack.ts';

export interface ChosenEmulator extends ContainerEmulator {
  readonly image: string;
}

const known: Readonly<Record<EmulatorName, ContainerEmulator>> = { localstack, ministack, floci };

/**
 * The emulator that somebody named: one of the known ones in the pinned image, or an image, which is run as the known one whose name is in
 * its own. Any other image is run as LocalStack, which is what those that take its place expect.
 */
export function emulatorOf(choice: string, env: Readonly<Record<string, string | undefined>> = process.env): ChosenEmulator {
  const named = emulatorNames.find((name) => name === choice);
  if (named !== undefined) return { ...known[named], image: imageOf(named, env) };
  const repository = choice.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const like = emulatorNames.find((name) => repository.split('/').some((part) => part.includes(name)));
  return { ...known[like ?? 'localstack'], image: choice };
}

/** `localstack 4.14.0`: what the record says of it. */
export function describeImage(image: string): string {
  return image.replace(/^.*\//, '').replace(':', ' ');
}
