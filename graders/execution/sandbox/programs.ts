/** Where the programs of the system are that a sandbox is made with. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const usual = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** The full path of a program, looked for in PATH and where systems keep theirs; undefined when it isn't there. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...usual];
  // A relative folder in PATH would run whatever lies in the folder of a submission.
  return folders
    .filter((folder) => folder.startsWith("/"))
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
