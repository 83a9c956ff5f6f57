/** A console that keeps the first characters and drops the rest without making them. */
import { sliceText } from "../../primordials.ts";
import { formatLogged } from "./format.ts";

const cutNotice = "\n… (console output is cut here)";

let text = "";
let room = 0;
let cut = false;

export function installConsole(): void {
  const console: Record<string, unknown> = {};
  for (const name of ["log", "info", "warn", "error", "debug", "trace", "table", "dir"]) console[name] = print;
  for (const name of [
    "assert",
    "clear",
    "count",
    "countReset",
    "group",
    "groupCollapsed",
    "groupEnd",
    "time",
    "timeEnd",
    "timeLog",
  ]) {
    console[name] = () => undefined;
  }
  Object.defineProperty(globalThis, "console", {
    value: console,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** Nothing printed yet, and so much room. */
export function clearConsole(characters: number): void {
  text = "";
  room = characters;
  cut = false;
}

/** What was printed since the last time. */
export function takeConsole(): string {
  const taken = text;
  text = "";
  return taken;
}

function print(...values: unknown[]): void {
  if (cut) return;
  const line = formatLogged(values, room + 1) + "\n";
  if (line.length <= room) {
    text += line;
    room -= line.length;
    return;
  }
  cut = true;
  text += sliceText(line, 0, room) + cutNotice;
}
