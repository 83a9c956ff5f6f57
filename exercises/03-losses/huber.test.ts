import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/huber.ts")>("03-losses/huber", () => import("./huber.ts"));
