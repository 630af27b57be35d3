package io.madcloud.app.http;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.app.run.CleanStop;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Program;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import io.madcloud.server.OpServerConfig;
import io.madcloud.topology.MadcloudConfig;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud http-server}: an op server that has calls answered by HTTP. */
@Command(
    name = "http-server",
    description = {
      "Runs an op server that turns the calls to one server name into HTTP requests, until Ctrl-C"
          + " or SIGTERM. Any number of them share the work.",
      "",
      "Example: bin/madcloud http-server --config prices.yaml"
    })
public final class HttpServerCommand implements Callable<Integer> {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Says which calls become which requests: docs/http-server.md.")
  private Path file;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() throws Exception {
    HttpServerConfig config = read();
    PrintWriter out = spec.commandLine().getOut();
    try (Connection connection = cluster.connect();
        CleanStop stop = new CleanStop(out, "The server has stopped.")) {
      DeclaredProgram program = stop.closing(DeclaredProgram.read(connection));
      HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
      HttpHandler.Typing typing = (op, local, plain) -> typed(program.current(), op, local, plain);
      Handlers handlers = Handlers.none();
      for (Map.Entry<String, RequestTemplate> op : config.ops().entrySet()) {
        handlers = handlers.on(op.getKey(), new HttpHandler(client, config, op.getValue(), typing));
      }
      OpServer server =
          stop.closing(
              OpServer.start(config.server(), handlers, settings(connection.config(), config)));
      out.printf(
          "Calls to %s become requests to %s, at most %d at a time.%n",
          config.server(), config.url(), config.connections());
      out.flush();
      server.join();
    }
    return 0;
  }

  private HttpServerConfig read() {
    List<Mistake> mistakes = new ArrayList<>();
    HttpServerConfig config = HttpServerConfig.read(file, mistakes);
    if (mistakes.isEmpty()) {
      config.ops().keySet().forEach(op -> requirePattern(op, mistakes));
    }
    if (!mistakes.isEmpty()) {
      throw InvalidInputException.of(mistakes);
    }
    return config;
  }

  private void requirePattern(String op, List<Mistake> mistakes) {
    try {
      Handlers unused = Handlers.none().on(op, call -> null);
    } catch (IllegalArgumentException e) {
      mistakes.add(new Mistake(new Place(file.toString(), 0, "ops"), e.getMessage()));
    }
  }

  /** What an engine needs and a server does not know is left out. */
  private static Map<String, Object> settings(MadcloudConfig engine, HttpServerConfig config) {
    Map<String, Object> settings = new HashMap<>(engine.clientProperties());
    settings.put(OpServerConfig.TOPIC_PREFIX, engine.getString(MadcloudConfig.TOPIC_PREFIX));
    settings.put(OpServerConfig.THREADS, config.connections());
    settings.putAll(config.properties());
    return settings;
  }

  /** As the op's field has it; what is not declared stays, for the engine to refuse. */
  private static Object typed(Program program, String path, String local, Object plain) {
    Op op = program.op(path);
    Field field = op == null ? null : op.out(local);
    return field == null ? plain : Literals.typed(plain, field.type());
  }
}
