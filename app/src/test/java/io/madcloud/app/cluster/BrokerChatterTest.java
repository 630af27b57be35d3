package io.madcloud.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerChatterTest {
  @ParameterizedTest
  @CsvSource({
    "kafka.server.BrokerServer,                    WARN,  hello, DENY",
    "state.change.logger,                          WARN,  hello, DENY",
    "org.apache.kafka.controller.QuorumController, WARN,  hello, DENY",
    "org.apache.kafka.controller.QuorumController, ERROR, hello, NEUTRAL",
    "org.apache.kafka.controller.ReplicationControlManager, ERROR,"
        + " Timed out heartbeat from broker 1., DENY",
    "org.apache.kafka.controller.EventPerformanceMonitor, ERROR,"
        + " Exceptionally slow controller event handleCommit took 4209 ms., DENY",
    "org.apache.kafka.clients.NetworkClient,       WARN,  hello, NEUTRAL",
    "org.apache.kafka.clients.NetworkClient,       WARN,  [NodeToControllerChannelManager id=1],"
        + " DENY",
    "org.apache.kafka.clients.NetworkClient,       WARN,  [TransactionCoordinator id=1], DENY",
    "org.apache.kafka.streams.KafkaStreams,        WARN,  hello, NEUTRAL",
    "io.madcloud.app.Main,                         WARN,  hello, NEUTRAL",
  })
  void warningsOfTheBrokerAreChatterAndAllElseIsNot(
      String logger, String level, String message, FilterReply reply) {
    assertThat(new BrokerChatter().decide(event(logger, level, message))).isEqualTo(reply);
  }

  @Test
  void errorsThatTheBrokerAnswersToAClientAreChatter() {
    for (Throwable answered :
        List.of(
            new CompletionException(new NotControllerException("not yet")),
            new OutOfOrderSequenceException("no state of this producer yet"))) {
      LoggingEvent error = event("kafka.server.ReplicaManager", "ERROR", "Error processing");
      error.setThrowableProxy(new ThrowableProxy(answered));
      assertThat(new BrokerChatter().decide(error)).isEqualTo(FilterReply.DENY);
    }

    LoggingEvent fatal = event("kafka.server.ControllerApis", "ERROR", "Unexpected error");
    fatal.setThrowableProxy(new ThrowableProxy(new IllegalStateException("broken")));
    assertThat(new BrokerChatter().decide(fatal)).isEqualTo(FilterReply.NEUTRAL);
  }

  private static LoggingEvent event(String logger, String level, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName(logger);
    event.setLevel(Level.toLevel(level));
    event.setMessage(message);
    return event;
  }
}
