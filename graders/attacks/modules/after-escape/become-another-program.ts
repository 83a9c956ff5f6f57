// tries: to become a program that goes on after grading
// stopped by: no shared library can be opened; the grader kills the process; a namespace of its own for processes
// exercise: 02-activations/relu
process.execve("/bin/sleep", ["sleep", "30", "__TOKEN__"], {});
