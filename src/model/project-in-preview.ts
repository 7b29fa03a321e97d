import type { Project } from './project.ts';

/** The project as a preview has it: what holds in the environment that it is made from, parameters and flags, holds in the preview. */
export function projectInPreview(project: Project, { name, from }: { readonly name: string; readonly from: string }): Project {
  const modules = project.modules.map((module) => ({ ...module, environments: alsoIn(module.environments, name, from) }));
  const flags = Object.entries(project.flags).map(([flag, values]) => [flag, alsoIn(values, name, from)] as const);
  return { ...project, modules, flags: Object.fromEntries(flags) };
}

function alsoIn<Value>(byEnvironment: Readonly<Record<string, Value>>, name: string, from: string): Readonly<Record<string, Value>> {
  const value = byEnvironment[from];
  return value === undefined ? byEnvironment : { ...byEnvironment, [name]: value };
}
