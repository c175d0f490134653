/** Methods of a module that is loaded with the first call of one of them. */
export function lazily<Methods extends object, Name extends keyof Methods>(
  load: () => Promise<Methods>,
  names: readonly Name[],
): Pick<Methods, Name> {
  type Method = (...args: unknown[]) => unknown;
  return Object.fromEntries(
    names.map((name) => [name, async (...args: unknown[]) => ((await load())[name] as Method)(...args)]),
  ) as Pick<Methods, Name>;
}
