package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestoreChatterTest {

  @ParameterizedTest
  @CsvSource({
    "ProcessorStateManager, State store stopped did not find checkpoint offsets while, DENY",
    "TaskManager, Get exceptions: {0_1=org.apache.kafka.streams.errors.TaskCorruptedException},"
        + " DENY",
    "TaskManager, Encounter corrupted task 0_1, DENY",
    "StreamThread, Detected the states of tasks [0_1] are corrupted., DENY",
    "StreamThread, stream-thread encountered an error processing soft-deleted topics, NEUTRAL",
  })
  void what_streams_mends_by_restoring_is_chatter(
      String logger, String message, FilterReply reply) {
    assertThat(decide("org.apache.kafka.streams.processor.internals." + logger, message))
        .isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource({"org.apache.kafka.clients.NetworkClient", "io.madcloud.topology.MadcloudStreams"})
  void nobody_else_is_silenced(String logger) {
    assertThat(decide(logger, "the tasks are corrupted")).isEqualTo(FilterReply.NEUTRAL);
  }

  private static FilterReply decide(String logger, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName(logger);
    event.setLevel(Level.WARN);
    event.setMessage(message);
    return new RestoreChatter().decide(event);
  }
}
