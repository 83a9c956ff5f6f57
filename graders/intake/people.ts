/** Who handed something in: as a download tells it, and as the roster knows them. */

/** Where submissions come from. */
export type Source = "folder" | "canvas" | "moodle" | "gradescope" | "git";

/** What a download tells of one person. Any of it may be a student's own text. */
export interface Identity {
  /** The number by which the platform knows the person. */
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly login?: string;
  /** The number of the university: SIS id, student id. */
  readonly sisId?: string;
  /** A text that may be any of these, such as the name of a folder. */
  readonly any?: string;
}

/** A person, from the roster where there is one. */
export interface Person {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly login?: string;
  readonly sisId?: string;
  readonly section?: string;
  /** A date or a moment in ISO 8601 until which the person may hand in, or a number of days more than the others have. */
  readonly extension?: string | number;
}

/** The person that an identity makes where there is no roster. The name of a folder alone makes none. */
export function personOf({ any: _any, ...known }: Identity): Person | undefined {
  const id = known.id ?? known.sisId ?? known.login ?? known.email;
  return id === undefined ? undefined : { ...known, id };
}
