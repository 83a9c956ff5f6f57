// tries: to start a program that lives on after the grading
// stopped by: there is no way to a process in the realm, and Node's permissions refuse one
// exercise: 02-activations/relu
// problem: process is not defined
const ways = [
  () => process.getBuiltinModule("node:child_process").spawn("sleep", ["60", "__TOKEN__"], { detached: true }),
  () => process.binding("spawn_sync").spawn({ file: "/bin/sh", args: ["sh", "-c", "sleep 60 # __TOKEN__"] }),
  () => require("child_process").execSync("touch /tmp/__TOKEN__"),
  () => new Worker("while(true);//__TOKEN__", { eval: true }),
  () => process.execve("/bin/sleep", ["sleep", "60", "__TOKEN__"]),
];
for (const way of ways) {
  try {
    way();
    console.log("__FLAG__");
  } catch {}
}
export const relu = () => process.execve("/bin/sleep", ["sleep", "60"]);
export const reluBackward = relu;
