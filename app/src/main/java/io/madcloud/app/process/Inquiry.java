package io.madcloud.app.process;

import io.madcloud.app.cli.NotFoundException;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Explain;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedProcess;
import java.time.Duration;

/**
 * Asks engines what a process is like. A process is where its notification was written, which is
 * for the notification's producer to choose; so when there is none where it should be, all other
 * partitions are asked, too. Used by one thread.
 */
final class Inquiry implements AutoCloseable {

  private final ProcessClient client;
  private final String process;
  private final Questions questions;

  private Inquiry(ProcessClient client, String process) throws InterruptedException {
    this.client = client;
    this.process = process;
    this.questions = Questions.about(client, process);
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
      return inquiry.find(Deadline.in(timeout)).getFound();
    }
  }

  /**
   * Why an op can or cannot happen in the process; the rest is as of {@link #find}.
   *
   * @param op its absolute path
   */
  static ExplainedOp explain(ProcessClient client, String process, String op, Duration timeout)
      throws InterruptedException {
    try (Inquiry inquiry = new Inquiry(client, process)) {
      Deadline deadline = Deadline.in(timeout);
      Answer found = inquiry.find(deadline);
      inquiry.questions.ask(process, found.getPartition(), question -> new Explain(question, op));
      Answer answer = inquiry.questions.next(deadline);
      while (answer.getExplained() == null && !inquiry.questions.areOver()) {
        answer = inquiry.questions.next(deadline); // That was another partition's.
      }
      if (answer.getExplained() == null) {
        throw inquiry.notFound(answer);
      }
      return answer.getExplained();
    }
  }

  private Answer find(Deadline deadline) throws InterruptedException {
    Backlog backlog = Backlog.now(client);
    Answer answer = askEverywhere(deadline);
    if (answer.getFound() == null && backlog.size() > 0) {
      awaitTaken(backlog, deadline);
      answer = askEverywhere(deadline);
    }
    if (answer.getFound() == null) {
      throw notFound(answer);
    }
    return answer;
  }

  private NotFoundException notFound(Answer answer) {
    return new NotFoundException(
        ("Expected process %s, but there is none with this id: none was ever started, or its"
                + " retention (%s) is over")
            .formatted(process, Texts.duration(Duration.ofMillis(answer.getRetentionMs()))));
  }

  /** One answer that knows the process, or else the last one. */
  private Answer askEverywhere(Deadline deadline) throws InterruptedException {
    String controls = client.topics().controls();
    int likely = client.partitionOf(controls, process);
    questions.ask(process, likely, Inspect::new);
    Answer answer = questions.next(deadline);
    if (answer.getFound() == null) {
      for (int partition = 0; partition < client.partitions(controls); partition++) {
        if (partition != likely) {
          questions.ask(process, partition, Inspect::new);
        }
      }
    }
    while (answer.getFound() == null && !questions.areOver()) {
      answer = questions.next(deadline);
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
      questions.poll();
    }
  }

  @Override
  public void close() {
    questions.close();
  }
}
