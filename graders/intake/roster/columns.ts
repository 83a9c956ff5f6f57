/** Which column of an export holds what. The names are those that Canvas, Moodle, Gradescope, GitHub Classroom and people use. */
import type { Identity } from "../people.ts";
import type { Row } from "./table.ts";

export type Field =
  | "id"
  | "name"
  | "firstName"
  | "lastName"
  | "email"
  | "login"
  | "sisId"
  | "section"
  | "extension"
  | "identity"
  | "repository"
  | "ref"
  | "before";

/** In small letters, without anything that isn't a letter or a digit. The first that a table has counts. */
const names: Readonly<Record<Field, readonly string[]>> = {
  id: ["id", "canvasuserid", "identifier", "participant", "rosteridentifier"],
  name: ["name", "fullname", "student", "studentname", "displayname", "sortablename"],
  firstName: ["firstname", "first", "givenname", "givennames", "forename"],
  lastName: ["lastname", "last", "surname", "familyname"],
  email: ["email", "emailaddress", "mail", "studentemail"],
  login: ["login", "loginid", "sisloginid", "username", "netid", "githubusername"],
  sisId: ["sisid", "sisuserid", "sid", "idnumber", "studentid", "studentnumber", "userid", "orgdefinedid"],
  section: ["section", "sections", "group", "groups", "groupname", "tutorial"],
  extension: ["extension", "extensions", "extendedto", "extendeduntil", "extradays"],
  identity: ["identity", "who", "person", "submittedby"],
  repository: ["repository", "repo", "studentrepositoryurl", "repositoryurl", "cloneurl", "url", "path"],
  ref: ["ref", "commit", "branch", "tag", "sha"],
  before: ["before", "deadline", "due", "until"],
};

export interface Columns {
  readonly has: (field: Field) => boolean;
  /** The cell of a row, undefined when it is empty. */
  readonly cell: (row: Row, field: Field) => string | undefined;
}

export function columnsOf(header: readonly string[]): Columns {
  const folded = header.map((name) =>
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  );
  const indexOf = (field: Field): number =>
    names[field].map((name) => folded.indexOf(name)).find((index) => index >= 0) ?? -1;
  const indices = new Map((Object.keys(names) as Field[]).map((field) => [field, indexOf(field)]));
  return {
    has: (field) => indices.get(field)! >= 0,
    cell: ({ cells }, field) => cells[indices.get(field)!]?.trim() || undefined,
  };
}

/** What a row tells of one person. */
export function identityOf(row: Row, { cell }: Columns): Identity {
  const whole = cell(row, "name");
  const parts = [cell(row, "firstName"), cell(row, "lastName")].filter((part) => part !== undefined);
  const known = {
    // Moodle's grading worksheet says "Participant 5012".
    id: cell(row, "id")?.replace(/^participant\s+(?=\d+$)/i, ""),
    name: whole ?? (parts.length > 0 ? parts.join(" ") : undefined),
    email: cell(row, "email"),
    login: cell(row, "login"),
    sisId: cell(row, "sisId"),
    any: cell(row, "identity"),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
