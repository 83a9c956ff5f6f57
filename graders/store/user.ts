import { userInfo } from "node:os";

/** Who runs this, for the audit trail. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return `user ${process.getuid?.() ?? "without a number"}`;
  }
}
