package io.madcloud.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerChatterTest {
  @ParameterizedTest
  @CsvSource({
    "kafka.server.BrokerServer,                    WARN,  hello, DENY",
    "state.change.logger,                          WARN,  hello, DENY",
    "org.apache.kafka.controller.QuorumController, WARN,  hello, DENY",
    "org.apache.kafka.controller.QuorumController, ERROR, hello, NEUTRAL",
    "org.apache.kafka.clients.NetworkClient,       WARN,  hello, NEUTRAL",
    "org.apache.kafka.clients.NetworkClient,       WARN,  [NodeToControllerChannelManager id=1],"
        + " DENY",
    "org.apache.kafka.streams.KafkaStreams,        WARN,  hello, NEUTRAL",
    "io.madcloud.app.Main,                         WARN,  hello, NEUTRAL",
  })
  void warningsOfTheBrokerAreChatterAndAllElseIsNot(
      String logger, String level, String message, FilterReply reply) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName(logger);
    event.setLevel(Level.toLevel(level));
    event.setMessage(message);
    assertThat(new BrokerChatter().decide(event)).isEqualTo(reply);
  }
}
