package io.madcloud.app.process;

import io.madcloud.app.cli.Table;
import io.madcloud.wire.InspectedFieldset;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Processes and outcomes as tables. */
final class ProcessText {

  private static final String CUT = "Not all of it: the rest did not fit into one record.";

  private final PrintWriter out;

  ProcessText(PrintWriter out) {
    this.out = out;
  }

  void print(String id, InspectedProcess process) {
    out.println(
        "%s is %s, turn %d, of %s"
            .formatted(
                id,
                status(process.getStatus(), process.getReason(), process.getRevision()),
                process.getTurn(),
                process.getOp()));
    if (!process.getWaitsFor().isEmpty()) {
      out.println("It waits for what is paused: " + Pending.paused(process));
    }
    out.println();
    Table fieldsets = new Table("FIELDSET", "FIELD", "VALUE");
    for (InspectedFieldset fieldset : process.getFieldsets()) {
      add(fieldsets, fieldset, process.getSensitive()::contains);
    }
    fieldsets.print(out);
    if (!process.getInvocations().isEmpty()) {
      out.println();
      Table invocations = new Table("INVOCATION", "OP", "STATUS", "FIELDSET", "MORE");
      for (InspectedInvocation it : process.getInvocations()) {
        invocations.row(
            it.getInvocation(), it.getOp(), Texts.word(it.getStatus()), it.getFieldset(), more(it));
      }
      invocations.print(out);
    }
    if (process.getTruncated()) {
      out.println(CUT);
    }
    out.flush();
  }

  /** An outcome; {@code sensitive} fields show no values. */
  void print(Outcome outcome, Predicate<String> sensitive) {
    out.println(
        "%s is %s"
            .formatted(
                outcome.getProcess(),
                status(outcome.getStatus(), outcome.getReason(), outcome.getRevision())));
    out.println();
    Table fieldsets = new Table("FIELDSET", "FIELD", "VALUE");
    for (OutcomeFieldset fieldset : outcome.getFieldsets()) {
      add(fieldsets, fieldset.getId(), fieldset.getFields(), sensitive);
    }
    fieldsets.print(out);
    if (outcome.getTruncated()) {
      out.println(CUT);
    }
    out.flush();
  }

  /** Such as {@code failed (limit-firings), outcome 1}. */
  static String status(ProcessStatus status, String reason, int revision) {
    return Texts.word(status)
        + (reason == null ? "" : " (" + reason + ")")
        + (revision == 0 ? "" : ", outcome " + revision);
  }

  private static void add(Table table, InspectedFieldset it, Predicate<String> sensitive) {
    if (it.getClosed()) {
      table.row(it.getId(), "(closed)", "");
      return;
    }
    add(table, it.getId(), it.getFields(), sensitive);
    it.getStale().forEach(path -> table.row("", path, "(stale)"));
  }

  private static void add(
      Table table, String id, Map<String, ?> fields, Predicate<String> sensitive) {
    if (fields.isEmpty()) {
      table.row(id, "(no fields)", "");
    }
    String shown = id;
    for (Map.Entry<String, ?> field : new TreeMap<>(fields).entrySet()) {
      boolean hidden = sensitive.test(field.getKey());
      table.row(shown, field.getKey(), hidden ? Texts.HIDDEN : Texts.value(field.getValue()));
      shown = "";
    }
  }

  /** What an invocation waits for, and what went wrong with it. */
  static String more(InspectedInvocation invocation) {
    List<String> parts = new ArrayList<>();
    if (invocation.getDatacenter() != null) {
      parts.add("made in " + invocation.getDatacenter());
    }
    if (invocation.getStatus() == InvocationStatus.PENDING) {
      if (invocation.getServer() != null) {
        parts.add(
            (invocation.getWaiting() ? "waits for a place at server " : "server ")
                + invocation.getServer());
        parts.add("attempt " + (invocation.getFailedRuns() + 1));
      }
      if (invocation.getDueMs() != null && invocation.getServer() == null) {
        parts.add("due " + Texts.time(Instant.ofEpochMilli(invocation.getDueMs())));
      }
    } else if (invocation.getStatus() == InvocationStatus.DONE && invocation.getMessages() != 1) {
      parts.add(invocation.getMessages() + " messages");
    }
    if (invocation.getError() != null) {
      parts.add("error: " + Texts.brief(invocation.getError()));
    }
    return String.join(", ", parts);
  }
}
