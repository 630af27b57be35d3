package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.StageException;
import java.util.TreeMap;

/** The program at each of its revisions. Not thread-safe. */
final class Revisions {

  private final TreeMap<Long, Program> programs = new TreeMap<>();

  void add(Program program) {
    programs.put(program.revision(), program);
  }

  Program newest() {
    return programs.lastEntry().getValue();
  }

  /** Whether the field at this path was sensitive at a revision that the journal names. */
  boolean isSensitive(String path, long revision) {
    Program program = programs.get(revision);
    Field field = program == null ? null : program.field(path);
    return field != null && field.sensitive();
  }

  /** The op at this path as it was at a revision that the journal names. */
  Op op(String path, long revision) {
    Program program = programs.get(revision);
    Op op = program == null ? null : program.op(path);
    if (op == null) {
      throw new StageException(
          "Expected op %s in revision %d of the program, but there is none"
              .formatted(path, revision));
    }
    return op;
  }
}
