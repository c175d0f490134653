import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import GithubSlugger from "github-slugger";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
})
  .toString()
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(root, file)));

/** Text of a page without code, which may contain brackets that are not links. */
const prose = (page: string): string =>
  readFileSync(join(root, page), "utf8")
    .replaceAll(/^([ \t]*)(```+).*?^\1\2[ \t]*$/gms, "")
    .replaceAll(/<!--.*?-->/gs, "");

const anchors = new Map<string, Set<string>>();
/** Fragments that GitHub generates for the headings of a page. */
function anchorsOf(page: string): Set<string> {
  let known = anchors.get(page);
  if (!known) {
    const slugger = new GithubSlugger();
    const headings = prose(page).matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm);
    known = new Set(
      [...headings].map(([, heading = ""]) => slugger.slug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1"))),
    );
    anchors.set(page, known);
  }
  return known;
}

/** Targets of inline links, images and reference definitions. */
function targetsOf(page: string): string[] {
  const text = prose(page).replaceAll(/`[^`\n]*`/g, "code");
  const inline = [...text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...text.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  return [...inline, ...definitions].map(([, target = ""]) => target);
}

function problemOf(page: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = "", fragment] = target.split("#");
  const file = path === "" ? page : join(dirname(page), decodeURIComponent(path)).replaceAll("\\", "/");
  if (!existsSync(join(root, file))) return `${page}: ${target}: missing file`;
  if (fragment === undefined || !file.endsWith(".md")) return undefined;
  return anchorsOf(file).has(fragment) ? undefined : `${page}: ${target}: missing heading`;
}

test("relative links in Markdown lead to existing files and headings", () => {
  const links = pages.flatMap((page) => targetsOf(page).map((target) => ({ page, target })));
  expect(links.filter(({ target }) => !target.includes(":")).length).toBeGreaterThan(50);
  expect(links.map(({ page, target }) => problemOf(page, target)).filter(Boolean)).toEqual([]);
});
