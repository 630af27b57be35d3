package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.app.cluster.LoopbackPorts;
import io.madcloud.app.cluster.mirror.MirrorException;
import io.madcloud.app.cluster.mirror.MirrorProcess;
import io.madcloud.app.cluster.mirror.MirrorSettings;
import io.madcloud.topology.MadcloudConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Several datacenters on this machine, each with a broker, a registry and an engine in a process of
 * its own, and MirrorMaker between them in another.
 */
final class DevDatacenters {

  private static final Duration START = Duration.ofMinutes(3);

  /** Where a datacenter listens. */
  private record Place(String name, int port, int registryPort) {
    String brokers() {
      return LoopbackPorts.HOST + ":" + port;
    }

    String registry() {
      return "http://" + LoopbackPorts.HOST + ":" + registryPort;
    }
  }

  private final Path directory;
  private final List<Place> places = new ArrayList<>();
  private final MirrorSettings mirror;
  private final List<String> more;

  /**
   * @param names of the datacenters
   * @param directory with a directory of each
   * @param port of the first broker, the others have the next ones; 0 for any that are free
   * @param registryPort of the first registry, likewise
   * @param prefix of topics
   * @param more options that all are given
   * @throws InvalidInputException if the names are none
   */
  DevDatacenters(
      List<String> names,
      Path directory,
      int port,
      int registryPort,
      String prefix,
      List<String> more) {
    this.directory = directory;
    this.more = more;
    List<Integer> brokerPorts = ports(port, names.size());
    List<Integer> registryPorts = ports(registryPort, names.size());
    Map<String, String> brokers = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      places.add(new Place(names.get(index), brokerPorts.get(index), registryPorts.get(index)));
      brokers.put(names.get(index), places.get(index).brokers());
    }
    try {
      this.mirror = new MirrorSettings(brokers, prefix);
    } catch (MirrorException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private static List<Integer> ports(int first, int count) {
    if (first == 0) {
      return LoopbackPorts.free(count);
    }
    List<Integer> ports = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      ports.add(first + index);
    }
    return ports;
  }

  /** Starts all, says where they are, and waits until they are stopped. */
  void run(PrintWriter out) throws Exception {
    List<String> names = places.stream().map(Place::name).toList();
    out.printf(
        "Starting %s: in each a Kafka broker, a schema registry and an engine …%n",
        String.join(" and ", names));
    out.flush();
    try (CleanStop stop = new CleanStop(out, "Stopped. The data stays in " + directory)) {
      List<DatacenterProcess> processes = new ArrayList<>();
      for (Place place : places) {
        processes.add(
            stop.closing(
                DatacenterProcess.start(
                    place.name, arguments(place, names), directory.resolve(place.name + ".log"))));
      }
      for (int index = 0; index < processes.size(); index++) {
        processes.get(index).awaitRunning(START);
        Place place = places.get(index);
        out.printf(
            "%-16s Kafka %s, schema registry %s; logs to %s%n",
            place.name, place.brokers(), place.registry(), processes.get(index).log());
        out.flush();
      }
      MirrorProcess link = stop.closing(MirrorProcess.start(directory.resolve("mirror"), mirror));
      link.awaitReady(START);
      out.printf("%-16s carries updates between them; it logs to %s%n", "MirrorMaker", link.log());
      out.println("All are running. Ctrl-C stops them; the data stays.");
      whatNext(out);
      watch(out, stop, processes, link);
    }
  }

  private List<String> arguments(Place place, List<String> names) {
    List<String> arguments = new ArrayList<>();
    arguments.add("dev");
    arguments.add(DevClusterConfig.DATA_OPTION);
    arguments.add(directory.resolve(place.name).toString());
    arguments.add(DevClusterConfig.BROKER_PORT_OPTION);
    arguments.add(Integer.toString(place.port));
    arguments.add(DevClusterConfig.REGISTRY_PORT_OPTION);
    arguments.add(Integer.toString(place.registryPort));
    arguments.addAll(more);
    arguments.add("--property");
    arguments.add(MadcloudConfig.DATACENTER + "=" + place.name);
    arguments.add("--property");
    arguments.add(MadcloudConfig.DATACENTERS + "=" + String.join(",", names));
    return arguments;
  }

  private void whatNext(PrintWriter out) {
    out.println();
    out.println("A program is declared in each of them. In a terminal for each:");
    for (Place place : places) {
      out.printf(
          "  %s%n",
          ClusterOptions.exports(place.brokers(), place.registry())
              .orElse("# " + place.name + ": commands look there by themselves"));
    }
    out.println(
        "then 'bin/madcloud apply FILE', and 'bin/madcloud datacenters' tells how they are.");
    out.flush();
  }

  /** MirrorMaker that ended is started again; a datacenter that ended ends all. */
  private static void watch(
      PrintWriter out, CleanStop stop, List<DatacenterProcess> processes, MirrorProcess link) {
    while (!stop.isStopping()) {
      List<CompletableFuture<?>> ends = new ArrayList<>();
      processes.forEach(process -> ends.add(process.end()));
      ends.add(link.end());
      CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new)).join();
      for (DatacenterProcess process : processes) {
        if (process.end().isDone() && !stop.isStopping()) {
          throw process.failure("it ended by itself", null);
        }
      }
      if (!link.isAlive() && !stop.isStopping()) {
        out.println(
            "MirrorMaker ended and is started again; nothing is lost. It logs to " + link.log());
        out.flush();
        link.restart();
      }
    }
  }
}
