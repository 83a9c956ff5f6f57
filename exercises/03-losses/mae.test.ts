import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/mae.ts")>("03-losses/mae", () => import("./mae.ts"));
