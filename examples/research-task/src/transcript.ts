import { answerDetail } from "./answer-detail.ts";
import { countErrors, type Tally, type ToolRun } from "./tally.ts";
import { type BatchItem, batchItems, readToolAnswer } from "./tool-answer.ts";
import { wrapText } from "./wrap-text.ts";

/** One step of an agent: what the model said, and what came of the tools that it called. */
export interface Step {
  readonly text: string;
  /** Each result as the framework gives it: the adapter's outcome, or the text that the model reads. */
  readonly tools: readonly { readonly name: string; readonly output: unknown }[];
}

export interface Transcript {
  user(text: string): void;
  step(step: Step): void;
  tally(): Tally;
}

const width = 100;

/** Prints what happens, as it happens, and counts it. */
export function createTranscript(print: (line: string) => void): Transcript {
  const runs: ToolRun[] = [];
  let steps = 0;
  let toolCalls = 0;
  let appToolRuns = 0;
  let since = performance.now();

  const printText = (label: string, text: string, indent: number): void => {
    for (const [index, line] of wrapText(text, width - indent).entries()) {
      print((index === 0 ? label : "").padEnd(indent) + line);
    }
  };
  const printRow = (label: string, tool: string, outcome: string, time: string): void => {
    print(`${label.padEnd(8)}${tool.padEnd(58)}${outcome.padEnd(24)}${time.padStart(10)}`.trimEnd());
  };
  // Items that had the same outcome are one line.
  const printItems = (items: readonly BatchItem[]): void => {
    const groups = Map.groupBy(items, ({ slug, error }) => JSON.stringify([slug, error]));
    for (const [item, ...others] of groups.values()) {
      const { slug, error, data } = item!;
      const many = others.length > 0;
      printRow("", `  ${slug}${many ? ` x ${others.length + 1}` : ""}`, error === undefined ? "ok" : "FAILED", "");
      const detail = error ?? (many ? "" : answerDetail(data));
      if (detail !== "") printText("", detail, 12);
    }
  };

  return {
    user(text) {
      print("");
      printText("  user", text, 8);
      print("");
      since = performance.now();
    },
    step({ text, tools }) {
      let label = String(++steps).padStart(6);
      let time = duration(performance.now() - since);
      since = performance.now();
      toolCalls += tools.length;
      for (const { name, output } of tools) {
        const answer = readToolAnswer(output);
        const items = batchItems(answer);
        const failed = items?.filter(({ error }) => error !== undefined).length ?? 0;
        if (items === undefined) {
          runs.push({ slug: name, failed: answer.error !== undefined });
          printRow(label, name, answer.error === undefined ? "ok" : "FAILED", time);
          const detail = answer.error ?? answerDetail(answer.data);
          if (detail !== "") printText("", detail, 10);
        } else {
          appToolRuns += items.length;
          runs.push(...items.map(({ slug, error }) => ({ slug, failed: error !== undefined })));
          printRow(
            label,
            name,
            failed === 0 ? `${items.length} ok` : `${items.length - failed} ok, ${failed} FAILED`,
            time,
          );
          printItems(items);
        }
        [label, time] = ["", ""];
      }
      if (text !== "") printText(label, `model: ${text}`, 8);
    },
    tally: () => ({ steps, toolCalls, appToolRuns, ...countErrors(runs) }),
  };
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
