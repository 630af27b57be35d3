/**
 * {@code madcloud run} and {@code dev}: the engine in a process of its own, alone or with a cluster
 * beside it; {@code madcloud topics}: what it needs on a cluster.
 */
package io.madcloud.app.run;
