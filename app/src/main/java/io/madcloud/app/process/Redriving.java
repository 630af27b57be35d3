package io.madcloud.app.process;

import io.madcloud.engine.Rejection;
import io.madcloud.wire.Call;
import io.madcloud.wire.Control;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Redrive;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Has failed invocations made again, and hears what became of that. One thread. */
final class Redriving {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ProcessClient client;

  /** What was written and not heard of yet. */
  private final Map<Control, RecordMetadata> open = new HashMap<>();

  private final Map<Control, Refusal> refusals = new HashMap<>();

  private Redriving(ProcessClient client) {
    this.client = client;
  }

  /**
   * Why an invocation is not made again.
   *
   * @param moot whether it need not be, as it has not failed any more
   */
  record Refusal(String why, boolean moot) {}

  /**
   * What became of one invocation.
   *
   * @param refusal null when it is made again
   */
  record Result(String process, int invocation, String op, Refusal refusal) {

    /** Of one that is not tried. */
    static Result planned(Control control) {
      Redrive redrive = (Redrive) control.getAction();
      return new Result(control.getProcess(), redrive.getInvocation(), redrive.getOp(), null);
    }
  }

  /** Each invocation once, however often it has failed for good. */
  static Collection<Control> latest(ProcessClient client, List<DeadLetter> failures) {
    Map<List<Object>, Control> controls = new LinkedHashMap<>();
    for (DeadLetter failure : failures) {
      int invocation = Integer.parseInt(failure.invocation());
      // A letter whose call was too large to be kept means whichever process has the id.
      Incarnation incarnation =
          failure.record().value() == null
              ? null
              : client.read(failure.record(), Call.class).getIncarnation();
      Control control =
          new Control(
              failure.process(),
              incarnation,
              new Redrive(failure.op(), invocation),
              System.getProperty("user.name"));
      controls.put(List.of(failure.process(), String.valueOf(incarnation), invocation), control);
    }
    return controls.values();
  }

  /** Has them made again, and waits until the engine has said what it makes of each. */
  static List<Result> redrive(ProcessClient client, List<DeadLetter> failures, Deadline deadline)
      throws InterruptedException {
    Redriving redriving = new Redriving(client);
    Collection<Control> controls = latest(client, failures);
    try (TopicReader reader =
        TopicReader.ofAll(client, client.topics().journal(), client.topics().deadLetters())) {
      for (Control control : controls) {
        redriving.write(control);
      }
      while (!redriving.open.isEmpty() && !deadline.isOver()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          redriving.hear(record);
        }
      }
    }
    if (!redriving.open.isEmpty()) {
      String silence =
          "nothing is heard of it within %s: %s"
              .formatted(deadline.text(), Silence.why(client.connection()));
      redriving
          .open
          .keySet()
          .forEach(control -> redriving.refusals.put(control, new Refusal(silence, false)));
    }
    List<Result> results = new ArrayList<>();
    for (Control control : controls) {
      Redrive redrive = (Redrive) control.getAction();
      results.add(
          new Result(
              control.getProcess(),
              redrive.getInvocation(),
              redrive.getOp(),
              redriving.refusals.get(control)));
    }
    return results;
  }

  private void write(Control control) throws InterruptedException {
    String topic = client.topics().controls();
    int partition =
        control.getIncarnation() == null
            ? client.partitionOf(topic, control.getProcess())
            : control.getIncarnation().getPartition();
    open.put(control, client.send(topic, partition, control.getProcess(), control));
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(client.topics().deadLetters())) {
      DeadLetter letter = new DeadLetter(record);
      open.entrySet().stream()
          .filter(each -> letter.isOf(each.getValue()))
          .map(Map.Entry::getKey)
          .findFirst()
          .ifPresent(
              control -> {
                open.remove(control);
                boolean moot = letter.reason().equals(Rejection.NOT_FAILED.text());
                refusals.put(control, new Refusal(letter.why(), moot));
              });
      return;
    }
    Turn turn = client.read(record, Turn.class);
    if (turn.getCause() instanceof Control control) {
      open.remove(control);
    }
  }
}
