/** The targets by name; each is the default export of the module of that name. */
export const targetNames: readonly string[] = [
  "frames",
  "piped-frames",
  "children",
  "specs",
  "archives",
  "sources",
  "submissions",
  "results",
  "command-line",
];

export function moduleOf(name: string): URL {
  return new URL(`./${name}.ts`, import.meta.url);
}
