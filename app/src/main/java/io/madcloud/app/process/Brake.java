package io.madcloud.app.process;

import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.app.program.Pausing;
import io.madcloud.engine.program.Pause;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Has ops paused or resumed, and tells how it goes. */
final class Brake {

  private final PrintWriter out;
  private final PrintWriter err;
  private final BrakeOptions options;
  private final Deadline deadline;

  Brake(CommandLine command, BrakeOptions options) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.options = options;
    this.deadline = Deadline.in(options.timeout());
  }

  /** Pauses, and tells what waits and what is under way. */
  int pause() throws InterruptedException {
    return run(true, false);
  }

  /** Resumes, and waits until all running processes have caught up. */
  int resume() throws InterruptedException {
    return run(false, false);
  }

  /** Pauses, and waits until nothing is under way. */
  int drain() throws InterruptedException {
    return run(true, true);
  }

  private int run(boolean paused, boolean drained) throws InterruptedException {
    Pause pause = new Pause(Pausing.path(options.path()), paused);
    try (Connection connection = options.cluster().connect();
        ProcessClient client = new ProcessClient(connection);
        DeclaredProgram declared = DeclaredProgram.read(connection)) {
      Pausing done = Pausing.carryOut(connection, declared, pause);
      say(changes(done)); // Before the waiting: it may take a while.
      int engines = done.awaitEngines(connection, deadline.left());
      say(Pausing.text(engines));
      if (engines == 0 && drained) {
        throw new IllegalStateException(
            "Expected an engine that tells what is under way, but none runs; %s paused"
                .formatted(stays(done)));
      }
      PausedCounts.Sum sum = null;
      if (engines > 0) {
        sum = drained ? drain(client, done) : count(client, done);
        if (drained) {
          done.requireStill(declared.current());
        }
        say(counted(done, sum, drained));
      }
      if (options.isJson()) {
        out.println(Json.pretty(json(done, engines, sum)));
        out.flush();
      }
    }
    return 0;
  }

  private PausedCounts.Sum count(ProcessClient client, Pausing done) throws InterruptedException {
    return PausedCounts.of(client, done.pause().path(), done.revision(), deadline);
  }

  private PausedCounts.Sum drain(ProcessClient client, Pausing done) throws InterruptedException {
    long[] told = {0};
    PausedCounts.Sum sum =
        PausedCounts.awaitNonePending(
            client,
            done.pause().path(),
            done.revision(),
            deadline,
            pending -> {
              if (pending != told[0] && !options.isJson()) {
                err.println(many(pending, "invocation") + " under way");
                err.flush();
              }
              told[0] = pending;
              return !deadline.isOver();
            });
    if (sum.pending() > 0) {
      throw new IllegalStateException(
          ("Expected no invocation of %s to be under way within %s, but there %s; %s paused. The"
               + " same command goes on waiting, 'bin/madcloud op resume %s' takes the brake off")
              .formatted(
                  done.pause().path(),
                  deadline.text(),
                  sum.pending() == 1 ? "is 1" : "are " + sum.pending(),
                  stays(done),
                  done.pause().path()));
    }
    return sum;
  }

  private void say(String text) {
    if (!options.isJson()) {
      out.println(text);
      out.flush();
    }
  }

  private static String changes(Pausing done) {
    String path = done.pause().path();
    if (done.changed().isEmpty()) {
      String how = done.pause().paused() ? "paused already" : "not paused";
      return "Nothing to change: "
          + (isOne(done) ? done.ops().get(0) + " is " : "the ops below " + path + " are ")
          + how
          + ".";
    }
    String end = done.pause().paused() ? " is paused." : " is resumed.";
    return String.join(end + "\n", done.changed()) + end;
  }

  private static String counted(Pausing done, PausedCounts.Sum sum, boolean drained) {
    if (!done.pause().paused()) {
      return "All running processes have caught up.";
    }
    String ops = isOne(done) ? "it" : "them";
    String waiting = many(sum.waiting(), "process") + " " + (sum.waiting() == 1 ? "waits" : "wait");
    return drained
        ? "Nothing of %s is under way any more; %s for %s."
            .formatted(ops, waiting.toLowerCase(Locale.ROOT), ops)
        : "%s for %s, %s of %s under way."
            .formatted(
                waiting,
                ops,
                many(sum.pending(), "invocation").toLowerCase(Locale.ROOT),
                ops + (sum.pending() == 1 ? " is" : " are"));
  }

  private static boolean isOne(Pausing done) {
    return done.ops().size() == 1;
  }

  private static String stays(Pausing done) {
    return isOne(done) ? "the op stays" : "the ops stay";
  }

  private static String many(long count, String what) {
    return count == 1
        ? "1 " + what
        : (count == 0 ? "No" : Long.toString(count))
            + " "
            + what
            + (what.endsWith("s") ? "es" : "s");
  }

  private static Map<String, Object> json(Pausing done, int engines, PausedCounts.Sum sum) {
    return Json.object(
        "path", done.pause().path(),
        "paused", done.pause().paused(),
        "ops", done.ops(),
        "changed", done.changed(),
        "revision", done.revision(),
        "engines", engines,
        "waiting", sum == null ? null : sum.waiting(),
        "pending", sum == null ? null : sum.pending());
  }
}
