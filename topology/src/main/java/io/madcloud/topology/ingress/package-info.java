/**
 * The ingress: makes notifications of the records of other people's topics, each exactly once. It
 * knows no Kafka Streams; an engine starts one and closes it.
 */
package io.madcloud.topology.ingress;
