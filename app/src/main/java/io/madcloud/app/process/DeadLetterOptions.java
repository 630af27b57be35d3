package io.madcloud.app.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class DeadLetterOptions {

  private static final Duration POLL = Duration.ofMillis(100);

  @Option(
      names = "--op",
      paramLabel = "PATH",
      description = "Only those of the op at this path, or of all ops in a folder.")
  private String op;

  @Option(names = "--process", paramLabel = "ID", description = "Only those of this process.")
  private String process;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Only those that were put aside since so long.")
  private Duration since;

  /** All that are meant and were there when this was called, the oldest of each partition first. */
  List<DeadLetter> read(ProcessClient client) throws InterruptedException {
    return read(client, since, this::means);
  }

  /** All there are, or those since so long, that a condition holds for. */
  static List<DeadLetter> read(
      ProcessClient client, Duration since, Predicate<DeadLetter> condition)
      throws InterruptedException {
    List<DeadLetter> letters = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(client, client.topics().deadLetters())) {
      if (since == null) {
        reader.toBeginning();
      } else {
        reader.toTime(System.currentTimeMillis() - since.toMillis());
      }
      while (reader.behind() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          DeadLetter letter = new DeadLetter(record);
          if (condition.test(letter)) {
            letters.add(letter);
          }
        }
      }
    }
    return letters;
  }

  private boolean means(DeadLetter letter) {
    boolean ofOp =
        op == null
            || letter.op().equals(op)
            || letter.op().startsWith(op.endsWith("/") ? op : op + "/");
    return ofOp && (process == null || letter.process().equals(process));
  }
}
