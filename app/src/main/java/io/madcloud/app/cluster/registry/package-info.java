/**
 * A small schema registry that answers Confluent's REST API for Avro, for development and tests. It
 * knows no references, contexts, modes other than READWRITE, and no authentication.
 */
package io.madcloud.app.cluster.registry;
