import { type AppToolCall, callOf, named } from "./app-tool.ts";
import { type Ask, CannotGoOn, need, needNumber, needText } from "./ask.ts";
import { isObject } from "./is-object.ts";
import { routerMoves } from "./router-moves.ts";
import type { BatchItem } from "./tool-answer.ts";

/**
 * What a model does that has been given the task, from top to bottom: it yields what it calls or says, and
 * is given the answers. What it knows of the router's tools, links, ids and files it has from those answers.
 */
export function* researchScript(task: string, offered: readonly string[]): Ask<string> {
  const [workspaceFile, searchedText] = [...task.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
  const router = routerMoves(offered);

  const found = yield* router.search([
    "list the files of a repository, search them for a text, and read a file",
    "insert findings into the database and list the findings in it",
  ]);
  const listFiles = yield* found.pick("list the paths of files in a folder of the repository");
  const searchFiles = yield* found.pick("search files of the repository for lines that contain a text");
  const readFile = yield* found.pick("read the text of one file of the repository");
  const insertFindings = yield* found.pick("insert findings into the database");
  const listFindings = yield* found.pick("list the findings that are in the database");

  const toolkits = [listFiles, searchFiles, readFile, insertFindings, listFindings].map(({ toolkit }) => toolkit);
  const unconnected = [...new Set(toolkits)].filter((toolkit) => !found.isConnected(toolkit));
  if (unconnected.length > 0) yield* router.connect(unconnected);

  const read = (path: string) => callOf(readFile, [[/path/, path]]);
  const list = (folder: string, ending: string, limit: number) =>
    callOf(listFiles, [
      [/folder/, folder],
      [/ending|ends with/, ending],
      [/limit|most/, limit],
    ]);
  const search = (folder: string, ending: string, text: string) =>
    callOf(searchFiles, [
      [/text/, text],
      [/folder/, folder],
      [/ending|ends with/, ending],
      [/limit|most/, 1],
    ]);

  const misnamed = need(workspaceFile, "which file says where the packages are");
  const first = yield* router.run([read(misnamed), list("", "package.json", 500)]);
  let workspace = first[0];
  if (workspace?.error !== undefined) {
    // The user misspelled the name. The error lists the files.
    const second = yield* router.run([read(otherName(workspace.error, misnamed))]);
    workspace = second[0];
  }
  const paths = [valueOf(first[1], "files")].flat().map(String);
  const folders = packageFolders(needText(valueOf(workspace, "text"), "what is in the workspace file"), paths);
  if (folders.length === 0) throw new CannotGoOn("I was not told of any package");

  // Several batches in one step: of one alone, a model is shown no more than so many characters.
  const sought = need(searchedText, "what to look for");
  const reading = folders.map((folder) => read(`${folder}/package.json`));
  const counting = folders.flatMap((folder) => [list(folder, ".ts", 1), search(folder, ".ts", sought)]);
  const results = (yield* router.runAll([...inBatches(reading, 4), ...inBatches(counting, 48)])).flat();
  const manifests = results.slice(0, reading.length);
  const totals = results.slice(reading.length);

  const item = need(insertFindings.input.find(/findings/), `where ${insertFindings.slug} takes the findings`);
  const itemInput = need(insertFindings.input.itemsOf(item), `what a finding for ${insertFindings.slug} is`);
  const findings = folders.map((folder, index) => {
    const manifest: unknown = JSON.parse(needText(valueOf(manifests[index], "text"), `what ${folder} is`));
    if (!isObject(manifest)) throw new CannotGoOn(`the package.json of ${folder} must be an object`);
    return named(
      itemInput,
      [
        [/package/, needText(manifest["name"], `the name of ${folder}`)],
        [/description|says of itself/, manifest["description"] ?? ""],
        [/typescript/i, needNumber(valueOf(totals[2 * index], "total"), `how many files ${folder} has`)],
        [/import/, needNumber(valueOf(totals[2 * index + 1], "total"), `how many lines of ${folder} match`)],
      ],
      insertFindings.slug,
    );
  });

  const [inserted] = yield* router.run([callOf(insertFindings, [[/findings/, findings]])]);
  const [stored] = yield* router.run([callOf(listFindings, [[/limit|most/, 500]])]);
  const total = needNumber(valueOf(stored, "total"), "how many findings are stored");
  if (valueOf(inserted, "inserted") !== total)
    throw new CannotGoOn(`the database holds ${total} findings, not mine alone`);
  const names = [valueOf(stored, "findings")]
    .flat()
    .filter(isObject)
    .map((finding) => Object.values(finding)[0]);
  return `The database now holds ${total} findings: ${names.join(", ")}.`;
}

function inBatches(calls: readonly AppToolCall[], size: number): AppToolCall[][] {
  return Array.from({ length: Math.ceil(calls.length / size) }, (_, index) =>
    calls.slice(index * size, (index + 1) * size),
  );
}

/** A field of what a tool returned. */
function valueOf(item: BatchItem | undefined, field: string): unknown {
  const { slug, data, error } = need(item, `what became of "${field}"`);
  if (error !== undefined) throw new CannotGoOn(`${slug} failed: ${error}`);
  return need(data[field], `the ${field} that ${slug} found`);
}

/** The first name in quotes that is not the one that was wrong. */
function otherName(error: string, wrong: string): string {
  const names = [...error.matchAll(/'([^']+)'/g)].map((match) => match[1]);
  return need(
    names.find((name) => name !== wrong),
    `what there is instead of ${wrong}: ${error}`,
  );
}

/** The folders of the manifests that the workspace's patterns (`packages/*`) admit. */
function packageFolders(workspace: string, manifests: readonly string[]): string[] {
  const patterns = [...workspace.matchAll(/^\s*-\s*["']?([^"'\s#]+)\/\*["']?\s*$/gm)].map((match) => match[1]);
  const folders = manifests.map((path) => path.split("/").slice(0, -1).join("/"));
  return folders.filter((folder) => patterns.includes(folder.split("/").slice(0, -1).join("/")));
}
