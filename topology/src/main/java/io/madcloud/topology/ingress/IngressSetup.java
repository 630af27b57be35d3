package io.madcloud.topology.ingress;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.program.Programs;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an ingress works with.
 *
 * @param programs whose notification ops say which topics are read
 * @param exists whether there is a topic, as far as is known; asked now and then
 * @param ours whether a topic is one of the engine's own
 * @param notifications the topic that is written to
 * @param jsonTopics whose values are JSON
 * @param fromEnd whether a topic that was never read is read from its end on
 * @param maxIdBytes the longest process id
 * @param maxRecordBytes the largest notification
 * @param serdes of Madcloud's records
 * @param explain what a failure means, if brokers denied something
 */
public record IngressSetup(
    Programs programs,
    Predicate<String> exists,
    Predicate<String> ours,
    IngressClients clients,
    String notifications,
    DeadLetters deadLetters,
    Set<String> jsonTopics,
    boolean fromEnd,
    int maxIdBytes,
    int maxRecordBytes,
    RecordSerdes serdes,
    Function<Throwable, Optional<String>> explain,
    MeterRegistry meters) {}
