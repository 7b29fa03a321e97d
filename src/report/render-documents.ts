import type { ReportSource } from '../evidence/finish-evidence.ts';
import { reportPage } from './html/report-page.ts';
import { junitXml } from './junit-xml.ts';
import { summaryMarkdown } from './summary-markdown.ts';

/** The documents that a run leaves for people and CI: path in the output folder -> content. The same source gives the same text. */
export function renderDocuments(source: ReportSource): ReadonlyMap<string, string> {
  return new Map([
    ['junit.xml', junitXml(source)],
    ['summary.md', summaryMarkdown(source)],
    ['report/index.html', reportPage(source)],
  ]);
}
