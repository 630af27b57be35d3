package io.madcloud.bench.jmh;

import io.madcloud.bench.contest.UsefulProgram;
import io.madcloud.engine.Turn;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a turn of ten ops costs, depending on how many are declared that cannot happen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class UsefulOps {

  private static final int USEFUL = 10;

  /** Ops declared in all. */
  @Param({"10", "1000", "100000"})
  public int declared;

  private Turns turns;

  /** The others need the useful ops' input as well, and one of a hundred fields that never come. */
  @Setup
  public void declare() {
    turns =
        new Turns(
            UsefulProgram.yaml(USEFUL, declared - USEFUL), UsefulProgram.NOTIFICATION, USEFUL);
  }

  /** One turn. */
  @Benchmark
  public Turn turn() {
    return turns.take();
  }
}
