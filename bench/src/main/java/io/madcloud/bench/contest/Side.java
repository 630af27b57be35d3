package io.madcloud.bench.contest;

import io.madcloud.bench.load.Payload;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.bench.process.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One of those that are compared: a process, and what it is sent. */
public interface Side {

  /** How tables call it; unique within a contest. */
  String name();

  /** Creates its topics and all else that it needs. */
  void prepare(Place place) throws Exception;

  /** Starts its process, and does not wait. */
  JavaProcess start(Place place);

  /** Starts what answers its calls, if it makes any, and returns when that takes calls. */
  default List<JavaProcess> startWorkers(Place place) throws InterruptedException {
    return List.of();
  }

  /** Begins what goes on beside its windows, once it is running. */
  default Beside beside(Place place, JavaProcess process, Terms terms) throws Exception {
    return Beside.NOTHING;
  }

  /** Tells from a line that the process prints whether it takes inputs. */
  Predicate<String> isRunning();

  /** What it is sent. */
  Payload payload(Place place);

  /**
   * Where a side works: on which cluster, with which topics and directory of its own.
   *
   * @param id unique within a run; begins topics and names the application
   * @param own what its contest sets
   */
  record Place(Lab lab, String id, Map<String, String> own, Shape shape) {

    /** How long a side may take to start. */
    static final Duration START = Duration.ofMinutes(10);

    /** What its process writes; deleted with the lab. */
    public Path stateDirectory() {
      return lab.subdirectory(id);
    }

    /** Begins the names of its topics. */
    public String prefix() {
      return id + ".";
    }

    /** The configuration of an engine; who is none takes the same. */
    public Map<String, String> properties() {
      Map<String, String> properties = new TreeMap<>(own);
      properties.putAll(
          Map.of(
              "bootstrap.servers", lab.bootstrapServers(),
              "schema.registry.url", lab.registryUrl(),
              "madcloud.application.id", id,
              "madcloud.topic.prefix", prefix(),
              "madcloud.state.dir", stateDirectory().toString(),
              "madcloud.threads", Integer.toString(shape.threads())));
      return properties;
    }

    /** The configuration as {@code KEY=VALUE}, with something before each. */
    List<String> arguments(String... before) {
      List<String> arguments = new ArrayList<>();
      properties()
          .forEach(
              (key, value) -> {
                arguments.addAll(List.of(before));
                arguments.add(key + "=" + value);
              });
      return arguments;
    }
  }
}
