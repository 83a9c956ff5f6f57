/**
 * The place where an attack is let loose, and what is worth having there: a secret file, a secret in the grader's
 * environment, files that must not change, a port that nobody may call. Afterwards it is searched for damage.
 */
import { randomBytes } from "node:crypto";
import { link, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Submission } from "#graders/batch/submissions.ts";
import type { Attack } from "./attack.ts";

export interface Arena {
  /** What stands in an attack for things of this place: `__TOKEN__` and the others. */
  readonly replacements: { readonly [name: string]: string };
  /** Whatever of these comes to light was stolen, by its name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Makes the files of an attack. */
  place(attack: Pick<Attack, "submission" | "pieces">): Promise<Submission>;
  /** What has been done to the place since, in sentences. */
  damage(): Promise<string[]>;
  close(): Promise<void>;
}

const variable = "GRADECHECK_ARENA_SECRET";
/** A process may take so long to end. */
const graceMilliseconds = 1000;

export async function openArena(): Promise<Arena> {
  const root = await mkdtemp(join(tmpdir(), "gradecheck-arena-"));
  const [fileSecret, environmentSecret, token, flag] = Array.from({ length: 4 }, () => randomBytes(12).toString("hex"));
  const secretFolder = join(root, "secret");
  const secretFile = join(secretFolder, "other-student.ts");
  for (const folder of ["secret", "watched", "submissions"]) await mkdir(join(root, folder));
  await writeFile(secretFile, `export const answer = "${fileSecret}";\n`, { mode: 0o600 });
  await writeFile(join(root, "watched", "results.json"), '{ "points": 0 }\n');
  await writeFile(join(root, "watched", "gradebook.csv"), "mallory,0\n");
  process.env[variable] = environmentSecret;
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((ready) => listener.listen(0, "127.0.0.1", ready));
  listener.unref();
  let before = await picture(root);

  const replacements = {
    SECRET_FILE: secretFile,
    SECRET_DIR: secretFolder,
    PARENT_PID: String(process.pid),
    PORT: String((listener.address() as AddressInfo).port),
    TOKEN: `token-${token}`,
    // Reports show lines of a submission. Written with an escape, the flag is in them only where code has run that built it.
    FLAG: `\\u0066lag-${flag}`,
  };
  return {
    replacements,
    secrets: new Map([
      ["the secret file", fileSecret!],
      ["the secret in the environment", environmentSecret!],
      ["the flag of an attack that got through", `flag-${flag}`],
    ]),
    async place({ submission, pieces }) {
      const folder = join(root, "submissions", submission);
      await mkdir(folder, { recursive: true });
      for (const piece of pieces) {
        const path = join(folder, piece.path);
        await mkdir("folder" in piece ? path : dirname(path), { recursive: true });
        if ("text" in piece) await writeFile(path, filled(piece.text, replacements));
        else if ("link" in piece) await symlink(filled(piece.link, replacements), path);
        else if ("hardLink" in piece) await link(filled(piece.hardLink, replacements), path);
      }
      before = await picture(root);
      return { id: submission, root: folder };
    },
    async damage() {
      const found: string[] = [];
      const after = await picture(root);
      for (const path of new Set([...before.keys(), ...after.keys()]))
        if (before.get(path) !== after.get(path)) found.push(`${path} in the arena was changed.`);
      for (const folder of [tmpdir(), "/tmp", homedir(), process.cwd(), "/"]) {
        const names = await readdir(folder).catch(() => []);
        if (names.some((name) => name.includes(replacements.TOKEN))) found.push(`A file was made in ${folder}.`);
      }
      if (calls > 0) found.push(`The listener was called ${calls} times.`);
      if ((await processesWith(replacements.TOKEN)).length > 0) {
        await wait(graceMilliseconds);
        const left = await processesWith(replacements.TOKEN);
        if (left.length > 0) found.push(`Processes were left alive: ${left.join(", ")}.`);
      }
      return found;
    },
    async close() {
      delete process.env[variable];
      await new Promise((closed) => listener.close(closed));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The text with `__NAME__` replaced for every name that the arena knows. */
export function filled(text: string, replacements: Arena["replacements"]): string {
  return text.replace(/__([A-Z_]+?)__/g, (whole, name: string) => replacements[name] ?? whole);
}

/** Every path below a folder with what is there. */
async function picture(root: string): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const what = entry.isFile()
      ? await readFile(path, "base64")
      : entry.isSymbolicLink()
        ? await readlink(path)
        : "folder";
    seen.set(path.slice(root.length + 1), what);
  }
  return seen;
}

/** Processes whose command line holds the token; nobody but Linux lists them as files. */
async function processesWith(token: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes(token)) found.push(pid);
  }
  return found;
}
