package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.Edges;
import io.madcloud.topology.program.ProgramLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The program that is declared on a cluster now, read as engines read it. */
public final class DeclaredProgram implements AutoCloseable {

  private static final Duration READ = Duration.ofSeconds(30);

  /** A consumer that is closed waits for the fetch that is under way: not for half a second. */
  private static final int FETCH_MAX_WAIT_MS = 50;

  private final ProgramLog log;
  private final Program program;

  private DeclaredProgram(ProgramLog log, Program program) {
    this.log = log;
    this.program = program;
  }

  /**
   * Reads the program log to its end.
   *
   * @throws io.madcloud.app.cli.UnreachableException if there is no program log, or the registry
   *     does not answer
   * @throws io.madcloud.topology.program.ProgramLogException if it cannot be read
   */
  public static DeclaredProgram read(Connection connection) throws InterruptedException {
    return read(connection, Map.of());
  }

  /** The same, with Java ops that programs may name. */
  static DeclaredProgram read(Connection connection, Map<String, OpPlugin> plugins)
      throws InterruptedException {
    String topic = connection.topics().programs();
    connection.requireTopics(topic);
    connection.serdes();
    Map<String, Object> config = new HashMap<>(connection.clients());
    config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
    ProgramLog log =
        ProgramLog.start(config, topic, ProgramCompiler.lenient(new CelExpressions(), plugins));
    try {
      return new DeclaredProgram(log, log.awaitCaughtUp(READ));
    } catch (InterruptedException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** The program as it was at the end of the log. */
  public Program program() {
    return program;
  }

  /** The program as it is by now: the log is still followed. */
  public Program current() {
    return log.current();
  }

  /** The log, which is still followed. */
  ProgramLog log() {
    return log;
  }

  /** The edges of the declared program; none before there is a program log. */
  public static Edges edgesIfAny(Connection connection) throws InterruptedException {
    Set<String> topics = connection.answer(connection.admin().listTopics().names());
    if (!topics.contains(connection.topics().programs())) {
      return Edges.NONE;
    }
    try (DeclaredProgram declared = read(connection)) {
      return Edges.of(declared.program());
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
