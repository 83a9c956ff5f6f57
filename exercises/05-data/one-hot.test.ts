import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/one-hot.ts")>("05-data/one-hot", () => import("./one-hot.ts"));
