import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/split.ts")>("05-data/split", () => import("./split.ts"));
