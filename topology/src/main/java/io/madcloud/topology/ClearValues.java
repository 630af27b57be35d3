package io.madcloud.topology;

import io.madcloud.engine.program.Program;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.program.ProgramLog;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once, of sensitive fields whose values nobody encrypts. */
final class ClearValues {

  private static final Logger LOG = LoggerFactory.getLogger(ClearValues.class);

  private final Sealing sealing;
  private final AtomicBoolean warned = new AtomicBoolean();

  private ClearValues(Sealing sealing) {
    this.sealing = sealing;
  }

  /** Looks at the program as it is, and as it becomes. */
  static void warn(Sealing sealing, ProgramLog programs) {
    ClearValues values = new ClearValues(sealing);
    programs.onRevision(values::look);
    values.look(programs.current());
  }

  private void look(Program program) {
    if (sealing.isMissingFor(program) && warned.compareAndSet(false, true)) {
      LOG.warn(
          "The program has sensitive fields, but {} has no key: their values are hidden from"
              + " people, and stored in clear, in the journal, the stores and their changelogs",
          EncryptionConfig.KEYS);
    }
  }
}
