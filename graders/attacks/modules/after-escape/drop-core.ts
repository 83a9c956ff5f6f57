// tries: to leave its memory on disk by a crash
// stopped by: a limit of 0 for core files; the folder isn't there
// exercise: 02-activations/relu
process.chdir("/tmp");
process.abort();
