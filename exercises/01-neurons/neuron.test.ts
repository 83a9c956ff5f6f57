import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/neuron.ts")>("01-neurons/neuron", () => import("./neuron.ts"));
