import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/standardise.ts")>("05-data/standardise", () => import("./standardise.ts"));
