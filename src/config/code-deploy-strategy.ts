import type { StageStrategy } from '../model/rollout-strategy.ts';

const minute = 60_000;

/** What a strategy that is only a name is judged by. */
const plain = {
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
} as const;

/**
 * CodeDeploy's predefined configurations for Lambda, with or without `CodeDeployDefault.Lambda` before them, and custom names of that
 * form: `Canary10Percent5Minutes`, `LambdaLinear10PercentEvery1Minute`, `AllAtOnce`. Null for any other name.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function codeDeployStrategy(name: string): StageStrategy | null {
  const short = name.replace(/^CodeDeployDefault\./, '').replace(/^Lambda/, '');
  if (short === 'AllAtOnce') return { kind: 'all-at-once' };
  const canary = /^Canary(\d+)Percent(\d+)Minutes?$/.exec(short);
  if (canary !== null) {
    const [weightPercent, minutes] = numbers(canary);
    return between(weightPercent) ? { kind: 'canary', weightPercent, bakeMs: minutes * minute, ...plain } : null;
  }
  const linear = /^Linear(\d+)PercentEvery(\d+)Minutes?$/.exec(short);
  if (linear === null) return null;
  const [byPercent, minutes] = numbers(linear);
  return between(byPercent) ? { kind: 'linear', byPercent, bakeMs: minutes * minute, ...plain } : null;
}

function numbers([, percent = '0', minutes = '0']: RegExpExecArray): readonly [number, number] {
  return [Number(percent), Number(minutes)];
}

function between(percent: number): boolean {
  return percent > 0 && percent < 100;
}
