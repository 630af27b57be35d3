package io.madcloud.bench.worker;

import io.madcloud.bench.byhand.AvroFormat;
import io.madcloud.bench.byhand.ByHandMain;
import io.madcloud.bench.process.EngineArguments;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.Topics;
import java.util.Map;

/** Answers calls until it is killed: {@code CALLER KEY=VALUE…}, with the caller's configuration. */
public final class WorkerMain {

  /** What is printed once calls are taken. */
  public static final String RUNNING = "The worker is running.";

  /** Whose calls are answered. */
  public enum Caller {
    ENGINE,
    BY_HAND
  }

  private WorkerMain() {}

  /** Ends with an exception when it cannot answer any more. */
  public static void main(String[] args) {
    MadcloudConfig config = EngineArguments.parse(args);
    Topics topics = config.topics();
    Map<String, Object> clients = config.clientProperties();
    String calls = topics.calls(ByHandMain.WORKER);
    AvroFormat.trustOwnClasses();
    Answering answering =
        Caller.valueOf(args[0]) == Caller.ENGINE
            ? new EngineCalls(RecordSerdes.of(clients))
            : new ByHandCalls(SchemaRegistry.of(clients), calls, topics.replies());
    new Worker(clients, config.applicationId() + "-worker", answering)
        .run(calls, () -> System.out.println(RUNNING));
  }
}
