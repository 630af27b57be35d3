/**
 * MirrorMaker 2 between the clusters of several datacenters, in a process of its own. {@link
 * io.madcloud.app.cluster.mirror.MirrorProcess} is the way in. For development: one process for all
 * of them, on loopback, one copy of everything.
 */
package io.madcloud.app.cluster.mirror;
