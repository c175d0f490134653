import { type AppTool, appTool, type AppToolCall } from "./app-tool.ts";
import { type Ask, CannotGoOn, need, needText } from "./ask.ts";
import { isObject } from "./is-object.ts";
import { type BatchItem, batchItems, readToolAnswer, type ToolAnswer } from "./tool-answer.ts";

/** What a model can do with a router, by its meta tools. */
export interface RouterMoves {
  search(useCases: readonly string[]): Ask<Search>;
  /** Connects what needs an account: asks the user to open the links. */
  connect(toolkits: readonly string[]): Ask<void>;
  /** Runs a batch of app tools. Its results are in the order of the calls. */
  run(batch: AppToolCall[]): Ask<BatchItem[]>;
  /** Runs batches side by side, in one step. */
  runAll(batches: AppToolCall[][]): Ask<BatchItem[][]>;
}

/** What a search found. */
export interface Search {
  /** The tool whose description fits these words best, with its input schema. */
  pick(words: string): Ask<AppTool>;
  isConnected(toolkit: string): boolean;
}

/** @param offered - the names of the tools that the model was given. */
export function routerMoves(offered: readonly string[]): RouterMoves {
  let workflowId: string | undefined;

  function* call(slug: string, ...inputs: Record<string, unknown>[]): Ask<ToolAnswer[]> {
    if (!offered.includes(slug)) throw new CannotGoOn(`I was not given ${slug}`);
    const texts = yield { calls: inputs.map((input) => ({ name: slug, arguments: input })) };
    return texts.map(readToolAnswer);
  }

  function* callOnce(slug: string, input: Record<string, unknown>): Ask<Record<string, unknown>> {
    const [answer] = yield* call(slug, input);
    if (answer?.error !== undefined) throw new CannotGoOn(answer.error);
    return need(answer, `what ${slug} did`).data;
  }

  function* runAll(batches: AppToolCall[][]): Ask<BatchItem[][]> {
    const inputs = batches.map((tools) => ({ tools, sync_response_to_workbench: false, session_id: workflowId }));
    const answers = yield* call("COMPOSIO_MULTI_EXECUTE_TOOL", ...inputs);
    return answers.map((answer, index) => {
      const items = batchItems(answer);
      const wanted = batches[index]!.map(({ tool_slug: slug }) => slug);
      // An item's error is for the caller to deal with; a batch that did not run is not.
      if (items === undefined) throw new CannotGoOn(answer.error ?? "the batch has no results");
      if (items.map(({ slug }) => slug).join() !== wanted.join()) {
        throw new CannotGoOn("the results of the batch are not those of its tools");
      }
      return items;
    });
  }

  return {
    *search(useCases) {
      const data = yield* callOnce("COMPOSIO_SEARCH_TOOLS", {
        queries: useCases.map((useCase) => ({ use_case: useCase })),
        session: { generate_id: true },
      });
      workflowId = needText(isObject(data["session"]) ? data["session"]["id"] : undefined, "the workflow id");
      const found = Object.values(isObject(data["tool_schemas"]) ? data["tool_schemas"] : {}).filter(isObject);
      const statuses = [data["toolkit_connection_statuses"]].flat().filter(isObject);

      return {
        *pick(words) {
          const best = need(bestMatch(words, found), `of a tool that can ${words}`);
          const slug = needText(best["tool_slug"], "the slug of a tool");
          const toolkit = needText(best["toolkit"], `the toolkit of ${slug}`);
          if (best["input_schema"] !== undefined) return appTool(slug, toolkit, best["input_schema"]);
          // Not every tool that is found comes with its schema; then it says where that is.
          const { tool, args } = need(
            isObject(best["schemaRef"]) ? best["schemaRef"] : undefined,
            `the schema of ${slug}`,
          );
          const more = yield* callOnce(needText(tool, `where the schema of ${slug} is`), isObject(args) ? args : {});
          const schemas = isObject(more["tool_schemas"]) ? more["tool_schemas"] : {};
          return appTool(slug, toolkit, isObject(schemas[slug]) ? schemas[slug]["input_schema"] : undefined);
        },
        isConnected: (toolkit) =>
          need(
            statuses.find((status) => status["toolkit"] === toolkit),
            `whether ${toolkit} is connected`,
          )["has_active_connection"] === true,
      };
    },

    *connect(toolkits) {
      const data = yield* callOnce("COMPOSIO_MANAGE_CONNECTIONS", { toolkits, session_id: workflowId });
      const results = isObject(data["results"]) ? data["results"] : {};
      const links = toolkits.flatMap((toolkit) => {
        const result = results[toolkit];
        if (!isObject(result)) throw new CannotGoOn(`I was not told how to connect ${toolkit}`);
        if (result["status"] === "active") return [];
        return [`${toolkit}: ${needText(result["redirect_url"], `where to connect ${toolkit}`)}`];
      });
      if (links.length === 0) return;
      yield {
        say: `I need access first. Please open the link, connect, and tell me when it is done.\n${links.join("\n")}`,
      };
    },

    *run(batch) {
      const [items] = yield* runAll([batch]);
      return need(items, "what became of the batch");
    },

    runAll,
  };
}

/** The tool that has most of the words in its slug and description; nothing if none has any. */
function bestMatch(words: string, tools: readonly Record<string, unknown>[]): Record<string, unknown> | undefined {
  const wanted = wordsOf(words);
  const scored = tools.map((tool) => {
    const own = wordsOf(`${String(tool["tool_slug"])} ${String(tool["description"])}`);
    return { tool, score: wanted.filter((word) => own.includes(word)).length };
  });
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0 ? best.tool : undefined;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3);
