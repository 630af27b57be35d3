package io.madcloud.app.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.apache.kafka.common.errors.ApiException;

/**
 * Keeps warnings of the embedded broker from an appender: it warns of every ordinary start, stop
 * and retry. Its own errors pass, and so does all that clients and Kafka Streams say. Named in
 * logback.xml.
 */
public final class BrokerChatter extends Filter<ILoggingEvent> {
  private static final List<String> BROKER_LOGGERS =
      List.of(
          "kafka.",
          "state.change.logger",
          "org.apache.kafka.common.network",
          "org.apache.kafka.controller.",
          "org.apache.kafka.coordinator.",
          "org.apache.kafka.image.",
          "org.apache.kafka.metadata.",
          "org.apache.kafka.raft.",
          "org.apache.kafka.server.",
          "org.apache.kafka.snapshot.",
          "org.apache.kafka.storage.");

  /** The broker's own clients, of its controller and of itself, log under the clients' loggers. */
  private static final List<String> BROKER_CLIENTS =
      List.of("[NodeToControllerChannelManager", "[TransactionCoordinator");

  private static final List<String> LATE =
      List.of("Timed out heartbeat from broker", "Exceptionally slow controller event");

  /** Made by logback. */
  public BrokerChatter() {}

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean chatter =
        event.getLevel().isGreaterOrEqual(Level.ERROR)
            ? ofBroker(event) && (isAnswered(event) || isLate(event))
            : ofBroker(event)
                || BROKER_CLIENTS.stream().anyMatch(event.getFormattedMessage()::startsWith);
    return chatter ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean ofBroker(ILoggingEvent event) {
    return BROKER_LOGGERS.stream().anyMatch(event.getLoggerName()::startsWith);
  }

  /** A machine that is busy, or was asleep: the next heartbeat or event mends that. */
  private static boolean isLate(ILoggingEvent event) {
    return LATE.stream().anyMatch(event.getFormattedMessage()::contains);
  }

  /**
   * A controller that is asked before it is ready calls that an error, and so does a broker that
   * gets the records of a transaction in another order than it expects. The client is answered, and
   * tries again or says itself what it could not do.
   */
  private static boolean isAnswered(ILoggingEvent event) {
    Throwable cause =
        event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    while (cause != null && !(cause instanceof ApiException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
