package io.madcloud.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * How many calls are in flight to each server and how many wait for it, in the partitions that this
 * engine has; as gauges. Thread-safe.
 */
final class ServerLoads {

  /**
   * A server in one partition.
   *
   * @param limit what may be in flight; null for any number
   */
  record Load(int inFlight, long waiting, Integer limit) {}

  private final MeterRegistry meters;
  private final Map<String, Map<Integer, Load>> servers = new ConcurrentHashMap<>();

  ServerLoads(MeterRegistry meters) {
    this.meters = meters;
  }

  void is(String server, int partition, Load load) {
    servers.computeIfAbsent(server, this::begin).put(partition, load);
  }

  private Map<Integer, Load> begin(String server) {
    Map<Integer, Load> loads = new ConcurrentHashMap<>();
    gauge("in.flight", "Calls that are out and awaited.", server, loads, Load::inFlight);
    gauge("waiting", "Calls that wait to be published.", server, loads, Load::waiting);
    gauge(
        "limit",
        "Calls that may be in flight in this engine's partitions; NaN for any number.",
        server,
        loads,
        load -> load.limit == null ? Double.NaN : load.limit);
    return loads;
  }

  private void gauge(
      String name,
      String description,
      String server,
      Map<Integer, Load> loads,
      ToDoubleFunction<Load> value) {
    Gauge.builder(
            "madcloud.server." + name, loads, all -> all.values().stream().mapToDouble(value).sum())
        .description(description)
        .tag("server", server)
        .register(meters);
  }

  /** A partition is this engine's no more. */
  void end(int partition) {
    servers.values().forEach(loads -> loads.remove(partition));
  }
}
