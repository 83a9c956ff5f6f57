import { init, parse, type Import } from "es-module-lexer";
import { posix } from "node:path";
import type { Problem } from "../executor.ts";

/** A static import of one of the student's own files, with the paths below the root where it may be. */
export interface RelativeImport {
  readonly specifier: string;
  readonly line: number;
  readonly candidates: readonly string[];
}

export type CheckedImports =
  | { readonly status: "checked"; readonly relative: readonly RelativeImport[] }
  | { readonly status: "broken"; readonly problem: Problem };

/**
 * Lets through static imports of "#tensor" and of the student's own files, and nothing else.
 *
 * A lexer finds them, not a regular expression: comments, strings and regular expressions of the student's may hold
 * the word. import() is refused even though the realm refuses it too, since V8 answers it through host code.
 */
export async function checkImports(path: string, text: string): Promise<CheckedImports> {
  const lines = new Lines(text);
  let imports: readonly Import[];
  try {
    imports = await lexImports(text);
  } catch (error) {
    const index = (error as { idx?: number }).idx;
    const line = index === undefined ? undefined : lines.at(index);
    const where = line === undefined ? path : `${path}, line ${line}`;
    const message = `${where} is not valid TypeScript: its imports and exports can't be read. Correct the syntax there or just above.`;
    return {
      status: "broken",
      problem: { kind: "syntax", message, file: path, ...(line === undefined ? {} : { line }) },
    };
  }
  const relative: RelativeImport[] = [];
  for (const found of imports) {
    const line = lines.at(found.importStart);
    const refuse = (what: string, remedy: string): CheckedImports => ({
      status: "broken",
      problem: { kind: "import", file: path, line, message: `${path}, line ${line}, ${what}. ${remedy}` },
    });
    if (found.type === "dynamic")
      return refuse(
        "uses import(), which an exercise can't",
        'Write import { ... } from "#tensor" at the top of the file.',
      );
    if (found.type === "import-meta") return refuse("uses import.meta, which an exercise can't", "Remove it.");
    if (found.phase !== null || found.attributes !== null)
      return refuse("uses a special form of import, which an exercise can't", 'Write import { ... } from "#tensor".');
    const { specifier } = found;
    if (specifier === "#tensor") continue;
    const quoted = `"${specifier.slice(0, 100)}"`;
    if (!/^\.\.?\//.test(specifier))
      return refuse(
        `imports ${quoted}, expected "#tensor" or a file of your own such as "./helper.ts"`,
        "Remove the import.",
      );
    const candidates = candidatesOf(path, specifier);
    if (candidates === undefined)
      return refuse(
        `imports ${quoted}, which lies outside the submission or isn't a .ts or .js file`,
        "Import only files that you hand in.",
      );
    relative.push({ specifier, line, candidates });
  }
  return { status: "checked", relative };
}

export async function lexImports(text: string): Promise<readonly Import[]> {
  await init();
  return parse(text)[0];
}

/** Paths below the root that a specifier may mean, the likeliest first; undefined when it leaves the root. */
function candidatesOf(importer: string, specifier: string): string[] | undefined {
  const path = posix.join(posix.dirname(importer), specifier);
  if (path === ".." || path.startsWith("../") || path.startsWith("/") || /[\\\0:]/.test(path)) return undefined;
  if (path.endsWith(".ts")) return [path];
  if (path.endsWith(".js")) return [`${path.slice(0, -3)}.ts`, path];
  return posix.extname(path) === "" ? [`${path}.ts`, `${path}.js`, `${path}/index.ts`] : undefined;
}

/** For each module, which module each of its specifiers means. All of them were checked before. */
export async function linksOf(modules: ReadonlyMap<string, string>): Promise<Record<string, Record<string, string>>> {
  const links: Record<string, Record<string, string>> = {};
  for (const [path, text] of modules) {
    const checked = await checkImports(path, text);
    const own: Record<string, string> = {};
    if (checked.status === "checked") {
      for (const { specifier, candidates } of checked.relative) {
        const target = candidates.find((candidate) => modules.has(candidate));
        if (target !== undefined) own[specifier] = target;
      }
    }
    links[path] = own;
  }
  return links;
}

/** Lines of positions, looked up in ascending order: a file may hold forty thousand imports. */
class Lines {
  readonly #text: string;
  #line = 1;
  #next: number;

  constructor(text: string) {
    this.#text = text;
    this.#next = text.indexOf("\n");
  }

  at(index: number): number {
    while (this.#next !== -1 && this.#next < index) {
      this.#line++;
      this.#next = this.#text.indexOf("\n", this.#next + 1);
    }
    return this.#line;
  }
}
