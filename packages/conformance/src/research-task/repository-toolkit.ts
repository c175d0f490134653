import { defineTool, defineToolkit, type LocalToolkit } from "@tool-router/local";
import { sourceFiles } from "./source-files.ts";

interface Where {
  folder?: string;
  ending?: string;
  limit?: number;
}

const where = {
  folder: { type: "string", description: "Folder to look in, with all below it. Default: the whole repository." },
  ending: { type: "string", description: "Only files whose path ends with this, such as .ts. Default: all." },
  limit: { type: "integer", minimum: 1, maximum: 500, description: "The most entries to return. Default: 100." },
};
const readOnly = ["readOnlyHint", "idempotentHint"];
const longestLine = 300;
const mostReadBytes = 256 * 1024;
const mostSearchedBytes = 8 * 1024 * 1024;

/** The files of one repository. It needs no account. */
export function repositoryToolkit(root: string): LocalToolkit {
  const files = sourceFiles(root);
  const select = async ({ folder = "", ending = "" }: Where, signal: AbortSignal): Promise<string[]> =>
    (await files.list(folder, signal)).filter((path) => path.endsWith(ending));

  return defineToolkit({
    slug: "repository",
    description: "The source files of a code repository",
    tools: [
      defineTool<Where>({
        slug: "REPOSITORY_LIST_FILES",
        description: "List the paths of the files in a folder of the repository, and how many there are in total.",
        inputSchema: { type: "object", properties: where, additionalProperties: false },
        tags: readOnly,
        async execute({ limit = 100, ...rest }, { signal }) {
          const paths = await select(rest, signal);
          return { total: paths.length, files: paths.slice(0, limit) };
        },
      }),
      defineTool<Where & { text: string }>({
        slug: "REPOSITORY_SEARCH_FILES",
        description:
          "Search the files of the repository for the lines that contain a text, and tell how many there are in total.",
        inputSchema: {
          type: "object",
          properties: { text: { type: "string", minLength: 1, description: "Text to look for, literally." }, ...where },
          required: ["text"],
          additionalProperties: false,
        },
        tags: readOnly,
        async execute({ text, limit = 100, ...rest }, { signal }) {
          const matches = [];
          let total = 0;
          for (const path of await select(rest, signal)) {
            const file = await files.read(path, mostSearchedBytes, signal);
            for (const [index, line] of file.text.split("\n").entries()) {
              if (!line.includes(text)) continue;
              total++;
              if (matches.length < limit) matches.push({ path, line: index + 1, text: line.slice(0, longestLine) });
            }
          }
          return { total, matches };
        },
      }),
      defineTool<{ path: string }>({
        slug: "REPOSITORY_READ_FILE",
        description: "Read the text of one file of the repository.",
        inputSchema: {
          type: "object",
          properties: { path: { type: "string", minLength: 1, description: "Path of the file, from the top." } },
          required: ["path"],
          additionalProperties: false,
        },
        tags: readOnly,
        execute: ({ path }, { signal }) => files.read(path, mostReadBytes, signal),
      }),
    ],
  });
}
