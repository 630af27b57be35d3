package io.madcloud.bench.crossing;

import io.madcloud.bench.plot.LinePlot;
import io.madcloud.bench.plot.LinePlot.Line;
import io.madcloud.bench.plot.LinePlot.Point;
import io.madcloud.bench.report.Report;
import io.madcloud.bench.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts what crosses between datacenters, with distributed state and with calls across. */
public final class CrossingRun {

  private static final List<Integer> CHAINS = List.of(1, 3, 10);
  private static final int VALUE_BYTES = 200;

  private CrossingRun() {}

  /** Runs it; the same figures come on every machine. */
  public static Report run(String name, String about) {
    Sheet sheet =
        new Sheet(
            "What crosses for a process",
            "ops in the chain",
            "records, distributed",
            "records, calls",
            "bytes, distributed",
            "bytes, calls",
            "bytes to calls");
    List<Point> distributedRecords = new ArrayList<>();
    List<Point> callRecords = new ArrayList<>();
    for (int ops : CHAINS) {
      Chain chain = new Chain(ops, VALUE_BYTES);
      Traffic distributed = chain.withDistributedState();
      Traffic calls = chain.withCalls();
      sheet.row(
          Integer.toString(ops),
          text(distributed),
          text(calls),
          "%,d".formatted(distributed.bytes()),
          "%,d".formatted(calls.bytes()),
          "%.2f".formatted((double) distributed.bytes() / calls.bytes()));
      distributedRecords.add(new Point(ops, distributed.records()));
      callRecords.add(new Point(ops, calls.records()));
    }
    LinePlot plot =
        new LinePlot(
            "records that cross between datacenters for a process",
            "ops in the chain",
            "records",
            List.of(
                new Line("distributed state", distributedRecords), new Line("calls", callRecords)));
    return new Report(
        name,
        about,
        List.of(
            "a chain of ops away from home, each of which makes a value of %d bytes of the one before; the last value is wanted at home"
                .formatted(VALUE_BYTES),
            "decided by the pure engine and counted, not timed: bytes are those of keys and values"
                + " as an engine writes them, without what Kafka adds to a record"),
        List.of(sheet),
        Map.of("crossing.svg", plot.svg()));
  }

  private static String text(Traffic traffic) {
    return "%d out, %d back".formatted(traffic.recordsOut(), traffic.recordsBack());
  }
}
