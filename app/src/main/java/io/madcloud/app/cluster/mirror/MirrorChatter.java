package io.madcloud.app.cluster.mirror;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps from the log what MirrorMaker calls an error and is none: it offers to copy the places of
 * consumers, and complains at each start that this is switched off. Named in logback-mirror.xml.
 */
public final class MirrorChatter extends Filter<ILoggingEvent> {

  private static final String SWITCHED_OFF = "Failed to configure MirrorCheckpointConnector";

  /** Made by logback. */
  public MirrorChatter() {}

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getFormattedMessage().startsWith(SWITCHED_OFF)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
