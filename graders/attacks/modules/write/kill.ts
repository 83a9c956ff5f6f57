// tries: to end the grader or to make it open a debugger
// stopped by: there is no process in the realm
// exercise: 02-activations/relu
// problem: process is not defined
export function relu() {
  for (const signal of ["SIGKILL", "SIGTERM", "SIGUSR1", "SIGSTOP"]) {
    try {
      process.kill(__PARENT_PID__, signal);
      console.log("__FLAG__");
    } catch {}
  }
  return process.exit(0);
}
export const reluBackward = () => process.abort();
