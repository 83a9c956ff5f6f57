/**
 * The file name of a submission's page, safe on every file system and in every address.
 *
 * A short lower-case id is its own name. Any other keeps what can be kept and gets a hash of the exact id, so that ids
 * that differ in case alone, or in characters that had to go, have different pages.
 */
import { createHash } from "node:crypto";

const reserved = /^(index|con|prn|aux|nul|com\d|lpt\d)$/;

export function pageFileName(submissionId: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(submissionId) && !reserved.test(submissionId)) return `${submissionId}.html`;
  const readable = submissionId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 48);
  // UTF-16 keeps a lone surrogate, which UTF-8 would replace.
  const hash = createHash("sha256").update(Buffer.from(submissionId, "utf16le")).digest("hex").slice(0, 12);
  return `${readable || "submission"}_${hash}.html`;
}
