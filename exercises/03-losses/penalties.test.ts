import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/penalties.ts")>("03-losses/penalties", () => import("./penalties.ts"));
