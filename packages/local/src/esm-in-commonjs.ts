const statement =
  /^[ \t]*(?:import\s*["'{*]|import\s+(?!type\b)\w|export\s*[{*]|export\s+(?:default|const|let|var|async|function|class)\b)/m;
const commonJs = /\bmodule\.exports\b|\bexports\.\w|\brequire\s*\(/;

/**
 * What Node should read a file as, if that is not what the nearest package.json says: `npm init` writes "commonjs", or
 * nothing. A file that has the statements of a module, and nothing of CommonJS, could only fail then, or be read twice.
 */
export function moduleFormat(url: string, format: string | null | undefined, text: () => string): string | undefined {
  const extension = /^file:.*\.([jt])s$/.exec(url)?.[1];
  if (extension === undefined || url.includes("/node_modules/")) return undefined;
  if (format && !format.startsWith("commonjs")) return undefined;
  const source = text();
  if (!statement.test(source) || commonJs.test(source)) return undefined;
  return extension === "j" ? "module" : "module-typescript";
}
