import type { ExerciseSource, Problem } from "../executor.ts";
import { graderProblem, neverSettles, placeIn, threw } from "../problems.ts";
import type { Thrown } from "../thrown.ts";

/** Why a module could not be loaded, in words for the person who wrote it. */
export function loadProblem(source: ExerciseSource, stage: string, thrown: Thrown): Problem {
  const { entry, modules } = source;
  switch (stage) {
    case "programs":
      return graderProblem(`The programs of the spec could not be loaded: ${thrown.name}: ${thrown.message}`);
    case "never-settles":
      return { ...neverSettles(entry, "load"), file: entry };
    case "threw":
      return { file: entry, ...threw(`Loading ${entry}`, thrown, placeIn(thrown.stack, modules.keys())) };
    default:
      return linkProblem(source, thrown);
  }
}

/** V8 says what is wrong, but not where. */
function linkProblem({ entry, modules }: ExerciseSource, { message }: Thrown): Problem {
  const missing = /module '(.+)' does not provide an export named '(.+)'/.exec(message);
  if (missing) {
    const [, specifier, name] = missing;
    const place = findLine(modules, containing(name!)) ?? { file: entry, line: 1 };
    return {
      kind: "import",
      message: `${place.file}, line ${place.line}, imports ${name} from "${specifier}", which has nothing of that name when the program runs. If it is a type, write import { type ${name} }; if not, correct the name.`,
      ...place,
    };
  }
  const decorator =
    message === "Invalid or unexpected token" ? findLine(modules, (line) => /^\s*@\w/.test(line)) : undefined;
  if (decorator) {
    return {
      kind: "unsupported-typescript",
      message: `${decorator.file}, line ${decorator.line}: a decorator can't be used, because only types are removed from the file before it runs. Call the function yourself instead.`,
      ...decorator,
    };
  }
  const repeated = /^Identifier '(.+)' has already been declared$/.exec(message)?.[1];
  const place = repeated === undefined ? undefined : secondDeclaration(modules, repeated);
  const where = place === undefined ? entry : `${place.file}, line ${place.line},`;
  return {
    kind: "syntax",
    message: `${where} is not valid: ${message}. Correct the syntax there or just above.`,
    file: entry,
    ...place,
  };
}

function findLine(
  modules: ReadonlyMap<string, string>,
  fits: (line: string) => boolean,
  occurrence = 1,
): { file: string; line: number } | undefined {
  let seen = 0;
  for (const [file, text] of modules) {
    const index = text.split("\n").findIndex((line) => fits(line) && ++seen === occurrence);
    if (index !== -1) return { file, line: index + 1 };
  }
  return undefined;
}

function secondDeclaration(
  modules: ReadonlyMap<string, string>,
  name: string,
): { file: string; line: number } | undefined {
  const holdsName = containing(name);
  // In two steps, each of which looks at a line once: one pattern for both would take its length squared.
  const declares = (line: string): boolean => {
    const start = line.search(/\b(?:let|const|var|function|class|import)\b/);
    return start !== -1 && holdsName(line.slice(start));
  };
  return findLine(modules, declares, 2);
}

function containing(name: string): (line: string) => boolean {
  const pattern = new RegExp(`\\b${escape(name)}\\b`);
  return (line) => pattern.test(line);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
