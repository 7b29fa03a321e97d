/** One thing measured on the emulator and, in the same run, on the least that could do it. */
export interface Comparison {
  readonly what: string;
  readonly unit: string;
  readonly emulator: number;
  readonly floor: number;
}

/** A Markdown table. The ratio is how many times the floor the emulator takes: above 1 it is slower. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ what, unit, emulator, floor }) => {
    const ratio = unit.endsWith('/s') ? floor / emulator : emulator / floor;
    return `| ${what} | ${unit} | ${digits(emulator)} | ${digits(floor)} | ${ratio.toFixed(1)} |`;
  });
  return ['| measured | unit | emulator | floor | times the floor |', '| --- | --- | ---: | ---: | ---: |', ...rows].join('\n');
}

function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
