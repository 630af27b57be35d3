/**
 * Records on topics and in stores as bytes: Avro in Confluent's wire format, with the schema
 * registry that goes with it, and field values between the engine and the wire.
 *
 * <p>{@link io.madcloud.serdes.RecordSerdes} is the way in.
 */
package io.madcloud.serdes;
