package io.madcloud.bench.contest;

import io.madcloud.bench.byhand.ByHandMain;
import io.madcloud.bench.byhand.Variant;
import io.madcloud.bench.load.Load;
import io.madcloud.bench.worker.WorkerMain.Caller;
import io.madcloud.topology.MadcloudConfig;
import java.util.List;
import java.util.Map;

/** Ops that a worker in another JVM answers, against the same asked for by hand. */
public final class CallsContests {

  private static final int SHORT_MS = 5;

  private static final Side CHAIN =
      new AnsweredSide(
          new EngineSide(
              "engine, call ops",
              """
              mount: /calls
              fields: { a: string, b: string, c: string, d: string }
              ops:
                begin: { out: [a], returns: [d] }
                b: { in: [a], out: [b], call: worker }
                c: { in: [b], out: [c], call: worker }
                d: { in: [c], out: [d], call: worker }
              """,
              "/calls/begin",
              Variant.CALLS.rotations()),
          Caller.ENGINE);

  private CallsContests() {}

  /** Three calls, one after the other, at longer and shorter commit intervals. */
  public static List<Contest> chains() {
    return List.of(
        chain(100, List.of(Target.ofFigure(CHAIN.name(), Measure.THROUGHPUT, 5_000))),
        chain(20, List.of()),
        chain(
            SHORT_MS,
            List.of(
                Target.ofFigure(CHAIN.name(), Measure.P50, 25),
                Target.ofFigure(CHAIN.name(), Measure.P99, 60))));
  }

  private static Contest chain(int commitMs, List<Target> targets) {
    return new Contest(
        "calls-%dms".formatted(commitMs),
        "three chained calls to a worker in another JVM, a commit every %d ms".formatted(commitMs),
        byHand("by hand, a commit for each hop (floor)", Variant.CALLS),
        List.of(CHAIN),
        targets,
        Load.LOW,
        committedEvery(commitMs));
  }

  /** A hundred calls at once. */
  public static Contest fanOut() {
    return new Contest(
        "fan-out",
        "%d calls at once, one process at a time, until the last reply is taken"
            .formatted(ByHandMain.CALLS_AT_ONCE),
        byHand("by hand (floor)", Variant.FAN_OUT),
        List.of(
            new AnsweredSide(
                new EngineSide(
                    "engine, call ops",
                    fanOutProgram(ByHandMain.CALLS_AT_ONCE),
                    "/fan/begin",
                    Variant.FAN_OUT.rotations()),
                Caller.ENGINE)),
        List.of(),
        Load.ONE_AT_A_TIME,
        committedEvery(SHORT_MS));
  }

  /** What is in the outcome needs the values of all calls, so it is there only with all of them. */
  static String fanOutProgram(int calls) {
    StringBuilder fields = new StringBuilder("mount: /fan\nfields:\n  a: string\n  all: string\n");
    StringBuilder ops = new StringBuilder("ops:\n  begin: { out: [a], returns: [all] }\n");
    StringBuilder made = new StringBuilder("r0");
    for (int call = 0; call < calls; call++) {
      fields.append("  r%d: string%n".formatted(call));
      ops.append("  r%d: { in: [a], out: [r%1$d], call: worker }%n".formatted(call));
      made.append(call == 0 ? "" : ", r" + call);
    }
    ops.append(
        "  gather: { in: [%s], out: [all], plugin: bench-rotate, with: { from: r0, to: all } }%n"
            .formatted(made));
    return fields.append(ops).toString();
  }

  private static Side byHand(String name, Variant variant) {
    return new AnsweredSide(new ByHandSide(name, variant), Caller.BY_HAND);
  }

  private static Map<String, String> committedEvery(int ms) {
    return Map.of(MadcloudConfig.COMMIT_INTERVAL_MS, Integer.toString(ms));
  }
}
