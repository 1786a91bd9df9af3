/** Runs, windows and rejects: what every flow keeps about itself, and the guarantee of one run at a time. */
package sync;
