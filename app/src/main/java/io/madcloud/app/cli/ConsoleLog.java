package io.madcloud.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** What the log shows on the console; a log file, if there is one, keeps everything. */
public final class ConsoleLog {

  private ConsoleLog() {}

  /** A short command says by itself what went wrong, once; what clients warn of is not for it. */
  public static void silence() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Iterator<Appender<ILoggingEvent>> appenders =
          context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
      while (appenders.hasNext()) {
        if (appenders.next() instanceof ConsoleAppender<ILoggingEvent> console) {
          ThresholdFilter nothing = new ThresholdFilter();
          nothing.setLevel(Level.OFF.levelStr);
          nothing.start();
          console.addFilter(nothing);
        }
      }
    }
  }
}
