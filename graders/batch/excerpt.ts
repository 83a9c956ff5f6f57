/**
 * The lines of a student's file that a failure is about: the declaration that a check calls, or the place where the code broke.
 *
 * A parser for JavaScript reads the file without its types, in which every line is where it was; what is shown are the lines as
 * they were written. A file that it can't read, or a name that isn't declared at the top level, gives no lines: they are
 * a help and decide nothing.
 */
import { parse, type ModuleDeclaration, type Program, type Statement } from "acorn";
import type { SourceLines } from "#graders/result/result.ts";

export interface SourceFile {
  readonly path: string;
  /** As written. */
  readonly text: string;
  /** Without types; absent where that failed. */
  readonly stripped?: string;
}

const mostLines = 24;
/** Where nothing is known but a line: so many before and after it. */
const around = 4;
const mostCharacters = 200;

/** As the parser counts lines, and V8. */
const lineBreak = /\r\n?|[\n\u2028\u2029]/;

/** Whatever is declared under the name, or exported under it. */
export function linesOfDeclaration(file: SourceFile, name: string): SourceLines | undefined {
  const program = parsed(file);
  const found = program && (declarationOf(program, name) ?? declarationOf(program, localNameOf(program, name)));
  return found && linesBetween(file, found.loc!.start.line, found.loc!.end.line);
}

/** The declaration around a line, or the lines next to it; the line is marked. */
export function linesAround(file: SourceFile, marked: number): SourceLines | undefined {
  const last = file.text.split(lineBreak).length;
  if (marked > last) return undefined;
  const whole = parsed(file)?.body.find(({ loc }) => loc!.start.line <= marked && marked <= loc!.end.line)?.loc;
  return whole
    ? linesBetween(file, whole.start.line, whole.end.line, marked)
    : linesBetween(file, Math.max(1, marked - around), Math.min(last, marked + around), marked);
}

type TopLevel = Statement | ModuleDeclaration;

function parsed({ stripped }: SourceFile): Program | undefined {
  if (stripped === undefined) return undefined;
  try {
    return parse(stripped, { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch {
    // Newer syntax than the parser knows, or nested deeper than it can follow.
    return undefined;
  }
}

function declarationOf({ body }: Program, name: string | undefined): TopLevel | undefined {
  return name === undefined ? undefined : body.find((statement) => namesOf(statement).includes(name));
}

function namesOf(statement: TopLevel): string[] {
  const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declared?.type === "FunctionDeclaration" || declared?.type === "ClassDeclaration") return [declared.id.name];
  if (declared?.type !== "VariableDeclaration") return [];
  return declared.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
}

/** `square` of `export { square as power }`. */
function localNameOf({ body }: Program, exported: string): string | undefined {
  for (const statement of body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const found = statement.specifiers.find(
      (one) => one.exported.type === "Identifier" && one.exported.name === exported,
    );
    if (found?.local.type === "Identifier") return found.local.name;
  }
  return undefined;
}

/** At most so many of them, with the marked one among them. */
function linesBetween({ path, text }: SourceFile, first: number, last: number, marked?: number): SourceLines {
  const begin =
    marked === undefined || marked < first + mostLines ? first : Math.min(marked - around, last - mostLines + 1);
  const end = Math.min(last, begin + mostLines - 1);
  const lines = text.split(lineBreak).slice(begin - 1, end);
  const more = last - first - (end - begin);
  return {
    path,
    from: begin,
    text: lines.map((line) => (line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line)).join("\n"),
    ...(marked === undefined ? {} : { marked }),
    ...(more > 0 ? { more } : {}),
  };
}
