/**
 * What Moodle gives for "Download all submissions" (mod/assign/classes/downloader.php): folders, or flat files.
 *
 *     Ada Lovelace_5012_assignsubmission_file/src/relu.ts        "Download submissions in folders"; older ones end in _file_
 *     Ada Lovelace_5012_assignsubmission_file_relu.ts            without
 *     Ada Lovelace_5012_assignsubmission_onlinetext/onlinetext.html
 *
 * The number is the participant of the grading worksheet ("Participant 5012"), in a group's submission that of the group. Of
 * several attempts, Moodle gives the last, without its number or its time.
 */
import { filesByPath, type Grouped, type HandedIn, type Stray } from "../handed-in.ts";
import type { DownloadFile } from "./download.ts";
import { formOfNames, slug, type Format } from "./format.ts";

const form = /^(?<name>.*?)(?:_(?<participant>\d+))?_assignsubmission_(?<plugin>[a-z\d]+)(?:_(?<rest>.*))?$/s;

export const moodle: Format = {
  source: "moodle",
  recognise: (download, share) => formOfNames(download, form, "Moodle", share),
  group: async ({ files }): Promise<Grouped> => {
    const strays: Stray[] = [];
    const submissions = new Map<string, { name: string; participant?: string; files: [string, DownloadFile][] }>();
    for (const file of files) {
      const [top = "", ...inside] = file.path.split("/");
      const { name, participant, rest = "" } = form.exec(top)?.groups ?? {};
      const path = inside.length > 0 ? inside.join("/") : rest;
      if (name === undefined || path === "") {
        strays.push({ path: file.path, why: "has no name of Moodle: <name>_<participant>_assignsubmission_file_…" });
        continue;
      }
      const id = [slug(name), participant].filter(Boolean).join("-");
      const one = submissions.get(id) ?? { name, ...(participant === undefined ? {} : { participant }), files: [] };
      one.files.push([path, file]);
      submissions.set(id, one);
    }
    return { handedIn: [...submissions].map(([id, one]) => handedIn(id, one)), strays };
  },
};

function handedIn(
  id: string,
  { name, participant, files }: { name: string; participant?: string; files: readonly [string, DownloadFile][] },
): HandedIn {
  // The text typed into the page lies in a folder of its own, and would keep another folder from being the wrapper.
  const typed = files.filter(([path]) => path === "onlinetext.html");
  const others = files.filter((file) => !typed.includes(file));
  return {
    id: id || "submission",
    identities: [{ ...(participant === undefined ? {} : { id: participant }), name: name.trim() }],
    files: new Map([...filesByPath(others), ...typed]),
  };
}
