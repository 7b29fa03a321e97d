import type { Data } from '../data.ts';
import type { Path } from '../read-yaml.ts';
import type { Template } from '../template.ts';

/** What auditors refuse though AWS takes it. */
export interface TemplateRule {
  /** As the reason, the evidence and docs/policy.md name it. */
  readonly id: string;
  readonly find: (template: Template) => readonly Offence[];
}

export interface Offence {
  readonly at: Path;
  /** A sentence: what is wrong, and what to do. */
  readonly message: string;
}

/** One statement of a policy document in a template. */
export interface PlacedStatement {
  readonly statement: Data;
  readonly at: Path;
  /** Logical id of the resource that the document belongs to. */
  readonly resource: string;
}
