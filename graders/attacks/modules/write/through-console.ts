// tries: console methods that write files or streams elsewhere
// stopped by: the realm's console keeps text and does nothing else
// exercise: 02-activations/relu
for (const name of Object.keys(console)) {
  console[name]("__TOKEN__", { path: "/tmp/__TOKEN__" });
  for (const key of ["_stdout", "_stderr", "Console", "_times"]) if (console[key] || console[name][key]) console.log("__FLAG__");
}
export const relu = (x) => x;
export const reluBackward = relu;
