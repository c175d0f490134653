// Checks of options objects, for the packages that build on this one.
export * from "./errors/options.ts";
