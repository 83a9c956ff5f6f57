/**
 * Workflow commands of GitHub Actions, which it reads from whatever a step prints.
 *
 * @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts for the escaping
 */
import { plainText } from "../plain.ts";

/** `::error file=a.ts,line=3::message`, with a line break at the end. */
export function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${data(message)}\n`;
}

/**
 * Text of a submission between commands that make GitHub obey nothing in it.
 *
 * @param token - random, and made after the text: who knows it can end the truce.
 */
export function withoutCommands(text: string, token: string): string {
  const harmless = plainText(text).replaceAll(token, "");
  return `::stop-commands::${token}\n${harmless}${harmless.endsWith("\n") ? "" : "\n"}::${token}::\n`;
}

function data(text: string): string {
  return plainText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
