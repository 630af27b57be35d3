package io.madcloud.app.demo;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.avro.generic.GenericRecord;

/** Follows the journal for the audit and for people. Used by one thread. */
final class Watch {

  private final Screen screen;
  private final JournalConsumer journal;
  private final Audit audit;
  private final Load load;
  private final int processes;
  private String wanted = "";
  private int toShow;

  Watch(Screen screen, JournalConsumer journal, Audit audit, Load load, int processes) {
    this.screen = screen;
    this.journal = journal;
    this.audit = audit;
    this.load = load;
    this.processes = processes;
  }

  /** Shows the changes of the next processes. */
  void showNext(int count) {
    showNextWith("", count);
  }

  /** Shows the changes of the next processes in which this system has a part. */
  void showNextWith(String system, int count) {
    wanted = system;
    toShow = count;
  }

  /** Follows until the condition holds. */
  void until(BooleanSupplier condition) throws IOException, InterruptedException {
    while (!condition.getAsBoolean()) {
      if (load.failure() != null) {
        throw new IllegalStateException(
            "Expected to publish updates, but: " + load.failure().getMessage(), load.failure());
      }
      int before = audit.finished();
      for (GenericRecord turn : journal.poll()) {
        audit.take(turn);
        show(turn);
      }
      load.finished(audit.finished() - before);
      screen.progress(audit.finished(), processes, "%,d ops run".formatted(audit.opsRun()));
    }
  }

  private void show(GenericRecord turn) {
    String changes = turn.get("changes").toString();
    if (toShow == 0 || !changes.contains(wanted)) {
      return;
    }
    toShow--;
    StringBuilder line = new StringBuilder("          ").append(turn.get("process")).append(':');
    for (Object change : (List<?>) turn.get("changes")) {
      GenericRecord record = (GenericRecord) change;
      if (record.getSchema().getName().equals("FieldChanged")) {
        line.append("  ").append(record.get("field")).append('=').append(record.get("value"));
      }
    }
    screen.print(line.toString());
  }
}
