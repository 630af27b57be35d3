package io.madcloud.bench.jmh;

import io.madcloud.engine.Turn;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How many invocations of an op that always answers the same the engine makes in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ConstantOps {

  private static final int OPS = 1_000;

  /** By what the ops are run. */
  @Param({"plugin", "expr"})
  public String action;

  private Turns turns;

  /**
   * Declares the ops: all need the one field of the notification, each has an output of its own.
   */
  @Setup
  public void declare() {
    StringBuilder fields = new StringBuilder("fields: { a: string");
    StringBuilder ops = new StringBuilder("ops:\n  begin: { out: [a] }\n");
    for (int op = 0; op < OPS; op++) {
      String out = "f" + op;
      fields.append(", ").append(out).append(": string");
      ops.append("  op%d: { in: [a], out: [%s], %s }%n".formatted(op, out, answer(out)));
    }
    turns = new Turns(fields.append(" }\n").append(ops).toString(), "/begin", OPS);
  }

  private String answer(String out) {
    return action.equals("plugin")
        ? "plugin: bench-constant, with: { to: " + out + " }"
        : "expr: { " + out + ": \"'x'\" }";
  }

  /** One turn, in which every op is invoked once. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public Turn invocations() {
    return turns.take();
  }
}
