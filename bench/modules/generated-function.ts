export const functionsPerModule = 5;
export interface GeneratedFunction {
  readonly module: string;
  readonly name: string;
  readonly logicalId: string;
  readonly entry: string;
}

export function functionsOf(module: string): readonly GeneratedFunction[] {
  return Array.from({ length: functionsPerModule }, (_, index) => {
    const name = `${module}-f${index + 1}`;
    return { module, name, logicalId: logicalIdOf(name), entry: `${module}/${name}.ts` };
  });
}

/** `m01-f1` as `M01F1`. */
function logicalIdOf(name: string): string {
  return name.toUpperCase().replace('-', '');
}
