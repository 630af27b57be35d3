package io.madcloud.app.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps from an appender what Kafka Streams says when it rebuilds stores from their changelogs: it
 * calls them corrupted after every kill, and wherever a window store was empty at the last stop
 * (4.3 keeps a store's offset in its segments). It mends that by itself. Named in logback.xml.
 */
public final class RestoreChatter extends Filter<ILoggingEvent> {

  private static final String STREAMS = "org.apache.kafka.streams.processor.internals.";

  /** Made by logback. */
  public RestoreChatter() {}

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    boolean chatter =
        event.getLoggerName().startsWith(STREAMS)
            && (message.contains("TaskCorruptedException")
                || message.contains("corrupted task")
                || message.contains("are corrupted")
                || message.contains("did not find checkpoint offsets"));
    return chatter ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
