// Run by the release workflow before it packs: `node tools/release-metadata.mjs`. It writes the repository's address into
// each published package: `repository`, `homepage` and `bugs` (npm's provenance needs the first), and absolute links in its
// README. The changes are packed, never committed. Address and commit come from the variables of GitHub Actions.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Repository and commit of a workflow run.
 * @throws If a variable is missing or invalid.
 */
export function sourceOf(environment) {
  const read = (name, format) => {
    const value = environment[name];
    if (!format.test(value ?? "")) {
      throw new Error(`Invalid ${name}: ${value ?? "missing"}. Run this in GitHub Actions, or set the variable.`);
    }
    return value;
  };
  const server = read("GITHUB_SERVER_URL", /^https:\/\/[\w.-]+$/);
  const repository = read("GITHUB_REPOSITORY", /^[\w.-]+\/[\w.-]+$/);
  return { url: `${server}/${repository}`, commit: read("GITHUB_SHA", /^[0-9a-f]{40}$/) };
}

/** A manifest with the addresses that npm shows. `folder` is relative to the repository: `packages/core`. */
export function withAddresses(manifest, folder, { url, commit }) {
  return {
    ...manifest,
    homepage: `${url}/blob/${commit}/${folder}/README.md`,
    bugs: `${url}/issues`,
    repository: { type: "git", url: `git+${url}.git`, directory: folder },
  };
}

/**
 * A README as npm should show it: relative links lead to the repository, at the commit of the release.
 * @param isFolder Whether a path in the repository is a folder.
 * @throws If a relative link remains, such as one in HTML.
 */
export function withAbsoluteLinks(markdown, folder, { url, commit }, isFolder) {
  const absolute = (target) => {
    const [path, fragment] = target.split("#");
    const file = posix.join(folder, path).replace(/\/$/, "");
    if (file.startsWith("..")) throw new Error(`${folder}/README.md: the link ${target} leaves the repository.`);
    return `${url}/${isFolder(file) ? "tree" : "blob"}/${commit}/${file}${fragment ? `#${fragment}` : ""}`;
  };
  // Every second part is code, in which brackets are not links.
  const parts = markdown.replaceAll(/\s\(\[not on npm yet\]\([^)]*\)\)/g, "").split(/(^```.*?^```$|`[^`\n]*`)/ms);
  return parts.map((part, index) => (index % 2 ? part : linked(part))).join("");

  function linked(part) {
    const text = part
      .replaceAll(/\]\((?![a-z][a-z+.-]*:|#)([^)\s]+)\)/gi, (_, target) => `](${absolute(target)})`)
      .replaceAll(
        /^(\[[^\]\n]+\]:[ \t]*)(?![a-z][a-z+.-]*:|#)(\S+)$/gim,
        (_, label, target) => label + absolute(target),
      );
    const [remaining] = /(?:href|src)="(?![a-z][a-z+.-]*:|#)[^"]*"/i.exec(text) ?? [];
    if (remaining) throw new Error(`${folder}/README.md: write the relative link ${remaining} as Markdown.`);
    return text;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const source = sourceOf(process.env);
  const isFolder = (file) => statSync(`${root}/${file}`).isDirectory();
  for (const name of readdirSync(`${root}/packages`)) {
    const folder = `packages/${name}`;
    const manifest = JSON.parse(readFileSync(`${root}/${folder}/package.json`, "utf8"));
    if (manifest.private === true) continue;
    const readme = readFileSync(`${root}/${folder}/README.md`, "utf8");
    writeFileSync(
      `${root}/${folder}/package.json`,
      `${JSON.stringify(withAddresses(manifest, folder, source), null, 2)}\n`,
    );
    writeFileSync(`${root}/${folder}/README.md`, withAbsoluteLinks(readme, folder, source, isFolder));
    console.log(`${manifest.name}@${manifest.version}: ${source.url}, commit ${source.commit.slice(0, 7)}`);
  }
}
