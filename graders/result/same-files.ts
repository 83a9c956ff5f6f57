/** Whether two results are of the same files with the same contents. */
import type { Result } from "./result.ts";

export function sameFiles({ submission: one }: Result, { submission: other }: Result): boolean {
  const paths = Object.keys(one.files);
  return (
    paths.length === Object.keys(other.files).length && paths.every((path) => one.files[path] === other.files[path])
  );
}
