package io.madcloud.topology;

import io.madcloud.serdes.Answers;
import io.madcloud.serdes.Explanations;
import io.madcloud.wire.Answer;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.Explain;
import java.time.Instant;

/**
 * Answers who asks what a process is like, why an op can or cannot happen in it, or what waits for
 * paused ops. It reads, and changes nothing.
 */
final class Inspection {

  private Inspection() {}

  /**
   * What there is to say.
   *
   * @param found the process that is meant; null when there is none
   * @param partition that was asked
   */
  static Answer answer(
      EngineSetup setup,
      InputDecoder.Decoded asked,
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
            null);
    Object action = asked.action();
    if (action instanceof CountPaused count) {
      answer.setCounted(census.of(count.getPath()));
    } else if (found != null && action instanceof Explain explain) {
      answer.setExplained(Explanations.of(found.process(), found.program(), explain.getOp()));
    } else if (found != null) {
      answer.setFound(Answers.of(found.process(), found.program()));
    }
    return answer;
  }
}
