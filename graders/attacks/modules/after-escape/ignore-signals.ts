// tries: to refuse to end
// stopped by: SIGKILL can't be refused
// exercise: 02-activations/relu
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => undefined);
replies.call = () => {
  for (;;);
};
