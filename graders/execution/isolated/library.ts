import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { posix } from "node:path";
import { lexImports } from "../source/imports.ts";
import { stripTypes } from "../source/strip.ts";
import { frameType, textFrame } from "./messages.ts";

const projectRoot = fileURLToPath(new URL("../../../", import.meta.url));
const session = "graders/execution/isolated/realm/session.ts";
const tensor = "reference/tensor/index.ts";

let prepared: Promise<Uint8Array> | undefined;

/** The frame with the modules that every realm holds: the tensor library, the codec and the session. Made once a process. */
export function libraryFrame(): Promise<Uint8Array> {
  return (prepared ??= prepare());
}

async function prepare(): Promise<Uint8Array> {
  const paths = new Set([tensor, session]);
  const modules = [];
  for (const path of paths) {
    const stripped = await stripTypes(path, await readFile(projectRoot + path, "utf8"));
    if (stripped.status === "broken") throw new Error(stripped.problem.message);
    const links: Record<string, string> = {};
    for (const { specifier } of await lexImports(stripped.text)) {
      if (specifier === undefined || specifier === null) continue;
      links[specifier] = specifier === "#tensor" ? tensor : posix.join(posix.dirname(path), specifier);
      paths.add(links[specifier]);
    }
    modules.push({ path, text: stripped.text, links });
  }
  return textFrame(frameType.library, { modules, session, tensor });
}
