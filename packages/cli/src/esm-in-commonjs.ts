const statement =
  /^[ \t]*(?:import\s*["'{*]|import\s+(?!type\b)\w|export\s*[{*]|export\s+(?:default|const|let|var|async|function|class)\b)/m;
const commonJs = /\bmodule\.exports\b|\bexports\.\w|\brequire\s*\(/;

/**
 * Overrides the module format for files with ESM syntax and no CommonJS syntax. `npm init` writes `"type": "commonjs"` or
 * no type, so that Node would fail to load such files or parse them twice. Undefined: keep Node's format.
 */
export function moduleFormat(url: string, format: string | null | undefined, text: () => string): string | undefined {
  const extension = /^file:.*\.([jt])s$/.exec(url)?.[1];
  if (extension === undefined || url.includes("/node_modules/")) return undefined;
  if (format && !format.startsWith("commonjs")) return undefined;
  const source = text();
  if (!statement.test(source) || commonJs.test(source)) return undefined;
  return extension === "j" ? "module" : "module-typescript";
}
