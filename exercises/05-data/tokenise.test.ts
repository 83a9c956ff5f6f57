import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/tokenise.ts")>("05-data/tokenise", () => import("./tokenise.ts"));
