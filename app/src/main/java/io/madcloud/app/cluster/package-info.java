/**
 * The embedded development cluster: a Kafka broker and a schema registry in this JVM, on loopback.
 * {@link io.madcloud.app.cluster.DevCluster} is the way in. Not for production: no replication, no
 * authentication.
 */
package io.madcloud.app.cluster;
