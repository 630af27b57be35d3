package io.madcloud.topology;

import io.madcloud.serdes.Answers;
import io.madcloud.wire.Answer;
import java.time.Instant;

/** Answers who asks what a process is like. It reads, and changes nothing. */
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
      int partition,
      long timeMs) {
    return new Answer(
        asked.process(),
        asked.question().getQuestion(),
        partition,
        Instant.ofEpochMilli(timeMs),
        found == null ? null : Answers.of(found.process(), found.program()),
        setup.retention().ms());
  }
}
