package io.madcloud.bench.contest;

import io.madcloud.app.Main;
import io.madcloud.bench.load.Payload;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Notification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An engine as users run it, with a program.
 *
 * @param program YAML; its notification takes one string, {@code a}
 * @param notification path of that op
 * @param steps how often the text is rotated on its way into the outcome
 */
record EngineSide(String name, String program, String notification, int steps) implements Side {

  private static final String RUNNING = "The engine is running.";

  @Override
  public void prepare(Place place) throws IOException {
    Path file = place.lab().subdirectory(place.id() + ".yaml");
    Files.writeString(file, program);
    command(
        place, "topics", "create", "--partitions", Integer.toString(place.shape().partitions()));
    command(place, "apply", file.toString());
  }

  /** Does what a user would type. */
  private static void command(Place place, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(place.arguments("--property"));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exitCode =
        Main.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException(
          "Expected 'madcloud %s' to succeed, but: %s"
              .formatted(words[0], said.toString().strip()));
    }
  }

  @Override
  public JavaProcess start(Place place) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(place.arguments("--property"));
    return place.lab().start(name, Main.class.getName(), arguments);
  }

  @Override
  public Predicate<String> isRunning() {
    return RUNNING::equals;
  }

  @Override
  public Payload payload(Place place) {
    Serializer<Notification> serializer =
        RecordSerdes.of(Map.of("schema.registry.url", place.lab().registryUrl()))
            .of(Notification.class)
            .serializer();
    String topic = new Topics(place.prefix()).notifications();
    return Texts.payload(
        place.shape().valueBytes(),
        steps,
        text -> serializer.serialize(topic, new Notification(notification, Map.of("a", text))));
  }
}
