/**
 * What the library needs of `@cucumber/cucumber`. It is handed in and not imported, so that the steps are the user's own Cucumber's: two copies
 * of it in one process don't know of each other's steps.
 */
export interface CucumberLike {
  readonly Given: (pattern: string, code: StepCode) => void;
  readonly When: (pattern: string, code: StepCode) => void;
  readonly Then: (pattern: string, code: StepCode) => void;
  readonly setDefaultTimeout: (milliseconds: number) => void;
}

// Cucumber gives a step its world as `this` and its parameters as they were matched.
export type StepCode = (this: object, ...parameters: string[]) => Promise<void> | void;
