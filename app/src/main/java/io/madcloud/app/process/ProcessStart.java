package io.madcloud.app.process;

import io.madcloud.wire.Answer;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Starts a process and waits until it stops running. Meanwhile the engine is asked now and then:
 * whoever has waited in vain wants to know for what, and a notification whose process id is taken
 * is ignored without a word. Used by one thread.
 */
final class ProcessStart implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ASK = Duration.ofSeconds(1);

  private final ProcessClient client;
  private final String process;
  private final TopicReader reader;
  private final Set<String> questions = new HashSet<>();
  private RecordMetadata sent;
  private boolean answered;

  /** As the engine said last; null when it said nothing, or that there is none. */
  private InspectedProcess known;

  ProcessStart(ProcessClient client, String process) throws InterruptedException {
    this.client = client;
    this.process = process;
    this.reader =
        TopicReader.of(
            client,
            process,
            client.topics().outcomes(),
            client.topics().deadLetters(),
            client.topics().answers());
  }

  /** Writes a notification; does not wait for what becomes of it. */
  static RecordMetadata send(ProcessClient client, String process, Notification notification)
      throws InterruptedException {
    String topic = client.topics().notifications();
    return client.send(topic, client.partitionOf(topic, process), process, notification);
  }

  /**
   * Writes a notification, and waits.
   *
   * @throws IllegalStateException if it is refused or ignored, or the process still runs when the
   *     time is over
   */
  Outcome run(Notification notification, Duration timeout) throws InterruptedException {
    sent = send(client, process, notification);
    Deadline deadline = Deadline.in(timeout);
    Deadline nextQuestion = Deadline.in(ASK);
    while (!deadline.isOver()) {
      if (nextQuestion.isOver()) {
        questions.add(Questions.put(client, process, sent.partition(), Inspect::new).getKey());
        nextQuestion = Deadline.in(ASK);
      }
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        Outcome outcome = take(record);
        if (outcome != null) {
          return outcome;
        }
      }
    }
    throw new IllegalStateException(
        "Expected process %s to stop running within %s, but %s"
            .formatted(process, deadline.text(), whatIsKnown()));
  }

  private Outcome take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(client.topics().outcomes())) {
      Outcome outcome = client.read(record, Outcome.class);
      return isOurs(outcome.getIncarnation()) ? outcome : null;
    }
    if (record.topic().equals(client.topics().deadLetters())) {
      DeadLetter letter = new DeadLetter(record);
      if (letter.isOf(sent)) {
        throw new IllegalStateException(
            "Expected the engine to take the notification, but: " + letter.why());
      }
      return null;
    }
    Answer answer = client.read(record, Answer.class);
    if (questions.remove(answer.getQuestion())) {
      answered = true;
      known = answer.getFound();
      requireOurs();
    }
    return null;
  }

  private void requireOurs() {
    if (known != null && !isOurs(known.getIncarnation())) {
      throw new IllegalStateException(
          ("Expected a new process id, but %s is taken by a process that is %s; the engine ignores"
                  + " the notification (duplicate-process)")
              .formatted(process, Texts.word(known.getStatus())));
    }
  }

  private boolean isOurs(Incarnation incarnation) {
    return incarnation.getTopic().equals(sent.topic())
        && incarnation.getPartition() == sent.partition()
        && incarnation.getOffset() == sent.offset();
  }

  private String whatIsKnown() throws InterruptedException {
    if (known != null) {
      return "it is %s; %s".formatted(Texts.word(known.getStatus()), Pending.text(known));
    }
    return answered
        ? "the engine has not come to its notification yet"
        : Silence.why(client.connection());
  }

  @Override
  public void close() {
    reader.close();
  }
}
