package io.madcloud.topology;

import io.madcloud.engine.Process;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.Answers;
import io.madcloud.topology.program.Programs;
import io.madcloud.wire.Answer;
import io.madcloud.wire.InspectedProcess;
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
        found == null ? null : inspected(found, setup.programs()),
        setup.retention().ms());
  }

  private static InspectedProcess inspected(ProcessStore.Stored found, Programs programs) {
    Program program = found.program(programs);
    return Answers.of(Process.restored(found.state(), program), program);
  }
}
