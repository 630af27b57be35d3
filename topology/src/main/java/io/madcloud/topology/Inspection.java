package io.madcloud.topology;

import io.madcloud.serdes.Answers;
import io.madcloud.serdes.Explanations;
import io.madcloud.serdes.Masking;
import io.madcloud.wire.Answer;
import io.madcloud.wire.CountElsewhere;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.ElsewhereCount;
import io.madcloud.wire.Explain;
import java.time.Instant;
import java.util.List;

/**
 * Answers who asks what a process is like, why an op can or cannot happen in it, or what waits for
 * paused ops. It reads, and changes nothing.
 */
final class Inspection {

  /** So many take about a second, in which the partition does nothing else. */
  private static final int MOST_COUNTED = 20_000;

  private Inspection() {}

  /**
   * What there is to say.
   *
   * @param processes of the partition
   * @param found the process that is meant; null when there is none
   * @param partition that was asked
   */
  static Answer answer(
      EngineSetup setup,
      InputDecoder.Decoded asked,
      ProcessStore processes,
      ProcessStore.Stored found,
      Census census,
      int partition,
      long timeMs) {
    Answer answer =
        new Answer(
            asked.process(),
            asked.question(),
            partition,
            Instant.ofEpochMilli(timeMs),
            null,
            setup.retention().ms(),
            null,
            null,
            null);
    Object action = asked.action();
    if (action instanceof CountPaused count) {
      answer.setCounted(census.of(count.getPath()));
    } else if (action instanceof CountElsewhere) {
      answer.setElsewhere(elsewhere(processes, timeMs));
    } else if (found != null && action instanceof Explain explain) {
      answer.setExplained(Explanations.of(found.process(), found.program(), explain.getOp()));
    } else if (found != null) {
      answer.setFound(Answers.of(found.process(), found.program()));
      Masking.hide(answer.getFound(), found.program());
    }
    return answer;
  }

  private static ElsewhereCount elsewhere(ProcessStore processes, long timeMs) {
    List<String> running = processes.runningAfter(null, MOST_COUNTED);
    long waiting = 0;
    long early = 0;
    for (String id : running) {
      ProcessStore.Stored found = processes.find(id, timeMs);
      if (found != null) {
        waiting += found.process().waitsElsewhere() ? 1 : 0;
        early += found.process().hasEarlyUpdates() ? 1 : 0;
      }
    }
    return new ElsewhereCount(waiting, early, running.size() == MOST_COUNTED);
  }
}
