import { powerPoint } from '../src/strategies/judge/testing/power-curve.ts';

/** Prints how often the judge of rollouts catches what: 1,000 seeded synthetic rollouts an effect. `node tools/power-curve.ts [SERIES]`. */
const series = Number(process.argv[2] ?? 1000);
const errors = [0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5];
const slower = [20, 40, 50, 60, 70, 80, 100, 150];

process.stdout.write('| effect on the candidate | caught | requests of the candidate until then (median) |\n|---|---|---|\n');
for (const errorRate of errors) print(`+${String(Math.round(errorRate * 100))} points of errors`, { errorRate, slowerMs: 0 });
for (const slowerMs of slower) print(`+${String(slowerMs)} ms`, { errorRate: 0, slowerMs });

function print(name: string, effect: { readonly errorRate: number; readonly slowerMs: number }): void {
  const { caught, medianRequests } = powerPoint(name, effect, series, 1);
  process.stdout.write(`| ${name} | ${(caught * 100).toFixed(1)} % | ${String(medianRequests)} |\n`);
}
