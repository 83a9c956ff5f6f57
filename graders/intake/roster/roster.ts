/** The roster: who is in the course, from a CSV of one's own or as a platform exports it. */
import { UsageError } from "#graders/usage-error.ts";
import { personOf, type Person } from "../people.ts";
import { columnsOf, identityOf, type Columns } from "./columns.ts";
import { parseTable, readText, type Row, type Table } from "./table.ts";
import { extensionOf } from "./times.ts";

export interface Roster {
  readonly people: readonly Person[];
  /** Rows, or cells of them, that could not be understood. */
  readonly unread: readonly RosterFault[];
}

export interface RosterFault {
  readonly line: number;
  /** A full sentence. */
  readonly why: string;
}

/** @throws UsageError - when the file is no roster at all. */
export async function readRoster(file: string): Promise<Roster> {
  return parseRoster(await readText(file, "--roster"), file);
}

/** @throws UsageError */
export function parseRoster(text: string, file: string): Roster {
  const table = parseTable(text, file, "--roster");
  const columns = columnsOf(table.header);
  if (!(["id", "name", "lastName", "email", "login", "sisId"] as const).some(columns.has))
    throw new UsageError(
      `--roster: ${file} has the columns ${table.header.map((name) => JSON.stringify(name.slice(0, 40))).join(", ")}, expected some of id, name, email, login, sis id, section, extension in its first line.`,
    );
  return rosterOf(table, columns);
}

function rosterOf({ rows }: Table, columns: Columns): Roster {
  const people = new Map<string, Person>();
  const unread: RosterFault[] = [];
  for (const row of rows) {
    if (isOfGradebook(row)) continue;
    const person = personIn(row, columns, (why) => unread.push({ line: row.line, why }));
    if (!person) continue;
    const key = JSON.stringify(person);
    const other = people.values().find(({ id }) => id === person.id);
    if (people.has(key)) continue;
    if (other) {
      const why = `The id ${JSON.stringify(person.id)} is that of another person too. Give each person an id of their own.`;
      unread.push({ line: row.line, why });
    }
    people.set(key, person);
  }
  return { people: [...people.values()], unread };
}

/** Canvas puts rows below the header that are no students: how grades are posted, the points, the test student. */
function isOfGradebook({ cells }: Row): boolean {
  const [first = ""] = cells;
  return (
    /points possible/i.test(first) ||
    /^student, test$/i.test(first) ||
    (first === "" && cells.some((cell) => /^(?:manual posting|\(read only\))$/i.test(cell)))
  );
}

function personIn(row: Row, columns: Columns, tell: (why: string) => void): Person | undefined {
  const { any, ...identity } = identityOf(row, columns);
  const id = personOf(identity)?.id ?? any ?? identity.name;
  if (id === undefined) {
    if (row.cells.some((cell) => cell !== "")) tell("The row names nobody. Fill in an id, an email or a name.");
    return undefined;
  }
  const section = columns.cell(row, "section");
  const written = columns.cell(row, "extension");
  const extension = written === undefined ? undefined : extensionOf(written);
  if (written !== undefined && extension === undefined)
    tell(
      `The extension ${JSON.stringify(written.slice(0, 60))} is no date and no number of days, expected 2026-03-01, 2026-03-01 23:59 or 3. Correct it; without, there is none.`,
    );
  return {
    ...identity,
    id,
    ...(section === undefined ? {} : { section }),
    ...(extension === undefined ? {} : { extension }),
  };
}
