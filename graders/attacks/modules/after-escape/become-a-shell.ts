// tries: to become a shell that runs on with the pipe in its hands
// stopped by: no shared library can be opened; the program isn't there
// exercise: 02-activations/relu
process.execve("/bin/sh", ["sh", "-c", "cat __SECRET_FILE__; sleep 30; : __TOKEN__"], {});
