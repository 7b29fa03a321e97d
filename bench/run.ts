import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { benchDynamodb } from './dynamodb.ts';
import { benchLambda } from './lambda.ts';
import { benchS3 } from './s3.ts';
import { benchStart } from './start.ts';
import { table } from './table.ts';

/** Runs every bench, prints one table of medians and keeps it in results.md. */
const loadBefore = loadavg()[0] ?? 0;
const comparisons = [...(await benchStart()), ...(await benchLambda()), ...(await benchS3()), ...(await benchDynamodb())];
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, load ${loadBefore.toFixed(1)} at the start`;
const text = `${table(comparisons)}\n\nMedians of five rounds, emulator and floor by turns, on ${machine}.\n`;
process.stdout.write(text);
writeFileSync(new URL('results.md', import.meta.url), text);
