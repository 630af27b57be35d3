/**
 * The program log: declarations are appended to a topic of one partition, and every instance folds
 * it to the same snapshots of the program.
 */
package io.madcloud.topology.program;
