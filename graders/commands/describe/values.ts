/** Options that several commands have, and what the values of options must be. */
import { Option } from "commander";
import { UsageError } from "#graders/usage-error.ts";
import { languageTags } from "#reports/texts/language.ts";

export function languageOption(what: string): Option {
  return new Option("--language <tag>", what).choices(languageTags);
}

export function jobsOption(): Option {
  const what = "submissions graded at once; as many as there are processors when left out";
  return new Option("-j, --jobs <number>", what).argParser(wholeNumber("--jobs"));
}

/** The variable keeps a password out of the list of processes. */
export function queueOption(what: string): Option {
  return new Option("--queue <address>", `${what}; redis://:password@host:6379`).env("GRADECHECK_QUEUE");
}

export function wholeNumber(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new UsageError(`${flag} is ${text}, expected a whole number of at least 1.`);
    return value;
  };
}

/** As ISO 8601 in UTC with thousandths, whatever was typed. */
export function instant(flag: string): (text: string) => string {
  return (text) => {
    const date = new Date(text);
    if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime()))
      throw new UsageError(`${flag} is ${text}, expected an instant such as 2026-11-28T12:00:00Z.`);
    return date.toISOString();
  };
}

export function someNumber(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`${what} is ${text}, expected a number.`);
    return value;
  };
}

export function positiveNumber(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value > 0 && value < Infinity)) throw new UsageError(`${flag} is ${text}, expected a number above 0.`);
    return value;
  };
}
