package io.madcloud.app.process;

import io.madcloud.app.cli.NotFoundException;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Control;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Asks engines what a process is like. A process is where its notification was written, which is
 * for the notification's producer to choose; so when there is none where it should be, all other
 * partitions are asked, too. Used by one thread.
 */
final class Inquiry implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ProcessClient client;
  private final String process;
  private final TopicReader reader;

  /** Where each question without an answer was written. */
  private final Map<String, RecordMetadata> open = new HashMap<>();

  /** Answers that came and were not looked at yet. */
  private final Queue<Answer> answers = new ArrayDeque<>();

  private Inquiry(ProcessClient client, String process) throws InterruptedException {
    this.client = client;
    this.process = process;
    this.reader =
        TopicReader.of(client, process, client.topics().answers(), client.topics().deadLetters());
  }

  /**
   * The process as it is now.
   *
   * @throws NotFoundException if there is none, as all engines say
   * @throws IllegalStateException with the reason as far as it is known, if they do not answer
   */
  static InspectedProcess find(ProcessClient client, String process, Duration timeout)
      throws InterruptedException {
    try (Inquiry inquiry = new Inquiry(client, process)) {
      return inquiry.find(Deadline.in(timeout));
    }
  }

  /** Puts a question, to be answered on {@code madcloud.answers} under the name that it returns. */
  static Map.Entry<String, RecordMetadata> ask(ProcessClient client, String process, int partition)
      throws InterruptedException {
    String question = UUID.randomUUID().toString();
    Control control = new Control(process, null, new Inspect(question), null);
    return Map.entry(
        question, client.send(client.topics().controls(), partition, process, control));
  }

  private InspectedProcess find(Deadline deadline) throws InterruptedException {
    Backlog backlog = Backlog.now(client);
    Answer answer = askEverywhere(deadline);
    if (answer.getFound() == null && backlog.size() > 0) {
      awaitTaken(backlog, deadline);
      answer = askEverywhere(deadline);
    }
    if (answer.getFound() == null) {
      throw new NotFoundException(
          ("Expected process %s, but there is none with this id: none was ever started, or its"
                  + " retention (%s) is over")
              .formatted(process, Texts.duration(Duration.ofMillis(answer.getRetentionMs()))));
    }
    return answer.getFound();
  }

  /** One answer that knows the process, or else the last one. */
  private Answer askEverywhere(Deadline deadline) throws InterruptedException {
    String controls = client.topics().controls();
    int likely = client.partitionOf(controls, process);
    ask(likely);
    Answer answer = answer(deadline);
    if (answer.getFound() == null) {
      for (int partition = 0; partition < client.partitions(controls); partition++) {
        if (partition != likely) {
          ask(partition);
        }
      }
    }
    while (answer.getFound() == null && !(open.isEmpty() && answers.isEmpty())) {
      answer = answer(deadline);
    }
    return answer;
  }

  private void awaitTaken(Backlog backlog, Deadline deadline) throws InterruptedException {
    for (long left = backlog.size(); left > 0; left = backlog.size()) {
      if (deadline.isOver()) {
        throw new IllegalStateException(
            ("Expected process %s, but there is none so far, and %,d notifications are still to be"
                    + " taken; try again, or with a longer --timeout")
                .formatted(process, left));
      }
      reader.poll(POLL).forEach(this::take);
    }
  }

  private void ask(int partition) throws InterruptedException {
    Map.Entry<String, RecordMetadata> question = ask(client, process, partition);
    open.put(question.getKey(), question.getValue());
  }

  private Answer answer(Deadline deadline) throws InterruptedException {
    while (answers.isEmpty()) {
      if (deadline.isOver()) {
        throw new IllegalStateException(
            "Expected an answer about process %s within %s, but there is none: %s"
                .formatted(process, deadline.text(), Silence.why(client.connection())));
      }
      reader.poll(POLL).forEach(this::take);
    }
    return answers.remove();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(client.topics().deadLetters())) {
      requireTaken(new DeadLetter(record));
      return;
    }
    Answer answer = client.read(record, Answer.class);
    if (open.remove(answer.getQuestion()) != null) {
      answers.add(answer);
    }
  }

  private void requireTaken(DeadLetter letter) {
    if (open.values().stream().anyMatch(letter::isOf)) {
      throw new IllegalStateException(
          ("Expected an answer about process %s, but the engine put the question aside: %s; engines"
                  + " of an earlier version know no questions")
              .formatted(process, letter.why()));
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
