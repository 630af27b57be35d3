package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Supervision;
import java.io.PrintWriter;
import java.util.List;

/** All of one op, for people. */
record OpDetail(Op op, Program program) {

  void print(PrintWriter out) {
    OpSpec spec = op.spec();
    out.println(op.path());
    line(out, "kind", OpWords.kind(op));
    slots(out, "in", spec.in());
    slots(out, "mask", spec.mask());
    slots(out, "out", spec.out());
    line(out, "run by", OpWords.runBy(op));
    Integer inFlight = spec.call() == null ? null : program.inFlight(spec.call());
    line(out, "in flight", inFlight == null ? null : "at most " + inFlight + " calls of all ops");
    line(
        out,
        "paused",
        program.isPaused(op) ? "until 'bin/madcloud op resume " + op.path() + "'" : null);
    if (spec.expr() != null) {
      spec.expr().forEach((name, expression) -> line(out, "expr", name + " = " + expression));
    }
    line(out, "each", spec.each());
    line(out, "when", spec.when());
    if (spec.with() != null && !spec.with().isEmpty()) {
      line(out, "with", Json.line(spec.with()));
    }
    if (spec.fail() != null) {
      slots(out, "fail", List.of(spec.fail()));
    }
    if (!op.isNotification()) {
      line(out, "masked", spec.dropsWhenMasked() ? "drop" : "keep");
      line(out, "supervise", supervision(spec.supervision()));
    }
    line(out, "catch-up", spec.catchUp() ? "true" : null);
    line(out, "process-id", spec.processId());
    if (spec.returns() != null) {
      slots(out, "returns", spec.returns());
    }
    line(out, "at", spec.at());
    line(out, "version", spec.version());
    line(out, "doc", spec.doc());
    if (!spec.place().file().isEmpty()) {
      line(out, "source", spec.place().file() + ":" + spec.place().line());
    }
    out.flush();
  }

  private void slots(PrintWriter out, String label, List<SlotSpec> slots) {
    for (SlotSpec slot : slots) {
      String type = program.field(slot.field()).type().toString();
      boolean renamed = !slot.field().endsWith("/" + slot.local());
      line(
          out, label, slot.field() + " (" + type + ")" + (renamed ? ", here " + slot.local() : ""));
    }
  }

  private static String supervision(Supervision supervision) {
    String others =
        switch (supervision.onFailure()) {
          case CONTINUE -> "";
          case DROP_FOLDER -> ", on-failure drop-folder " + supervision.folder();
          case FAIL_PROCESS -> ", on-failure fail-process";
        };
    return "attempts %d, backoff %s, max-backoff %s, timeout %s%s"
        .formatted(
            supervision.attempts(),
            OpWords.duration(supervision.backoffMs()),
            OpWords.duration(supervision.maxBackoffMs()),
            OpWords.duration(supervision.timeoutMs()),
            others);
  }

  private static void line(PrintWriter out, String label, String text) {
    if (text != null) {
      out.printf("  %-11s %s%n", label, text.strip().replace("\n", "\n" + " ".repeat(14)));
    }
  }
}
