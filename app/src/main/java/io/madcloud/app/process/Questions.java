package io.madcloud.app.process;

import io.madcloud.wire.Answer;
import io.madcloud.wire.Control;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Questions to engines, and the answers that come. Used by one thread. */
final class Questions implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ProcessClient client;
  private final String subject;
  private final TopicReader reader;

  /** Where each question without an answer was written. */
  private final Map<String, RecordMetadata> open = new HashMap<>();

  /** Answers that came and were not looked at yet. */
  private final Queue<Answer> answers = new ArrayDeque<>();

  private Questions(ProcessClient client, String subject, TopicReader reader) {
    this.client = client;
    this.subject = subject;
    this.reader = reader;
  }

  /** Questions about one process. */
  static Questions about(ProcessClient client, String process) throws InterruptedException {
    TopicReader reader =
        TopicReader.of(client, process, client.topics().answers(), client.topics().deadLetters());
    return new Questions(client, "process " + process, reader);
  }

  /**
   * Questions about all processes.
   *
   * @param subject what they are about, for messages
   */
  static Questions aboutAll(ProcessClient client, String subject) throws InterruptedException {
    TopicReader reader =
        TopicReader.ofAll(client, client.topics().answers(), client.topics().deadLetters());
    return new Questions(client, subject, reader);
  }

  /**
   * Puts a question, to be answered on {@code madcloud.answers} under the name that it returns.
   *
   * @param action makes a control's action of the name
   */
  static Map.Entry<String, RecordMetadata> put(
      ProcessClient client, String process, int partition, Function<String, Object> action)
      throws InterruptedException {
    String question = UUID.randomUUID().toString();
    Control control = new Control(process, null, action.apply(question), null);
    return Map.entry(
        question, client.send(client.topics().controls(), partition, process, control));
  }

  /** Puts a question whose answer is waited for. */
  void ask(String process, int partition, Function<String, Object> action)
      throws InterruptedException {
    Map.Entry<String, RecordMetadata> question = put(client, process, partition, action);
    open.put(question.getKey(), question.getValue());
  }

  /** Whether every answer has come and was looked at. */
  boolean areOver() {
    return open.isEmpty() && answers.isEmpty();
  }

  /**
   * The next answer.
   *
   * @throws IllegalStateException with the reason as far as it is known, if none comes in time
   */
  Answer next(Deadline deadline) throws InterruptedException {
    while (answers.isEmpty()) {
      if (deadline.isOver()) {
        throw new IllegalStateException(
            "Expected an answer about %s within %s, but there is none: %s"
                .formatted(subject, deadline.text(), Silence.why(client.connection())));
      }
      poll();
    }
    return answers.remove();
  }

  /** Hears what comes in a moment. */
  void poll() {
    reader.poll(POLL).forEach(this::take);
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
          ("Expected an answer about %s, but the engine put the question aside: %s; engines of an"
                  + " earlier version do not know it")
              .formatted(subject, letter.why()));
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
