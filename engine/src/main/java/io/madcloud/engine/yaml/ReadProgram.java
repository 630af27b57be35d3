package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Mistake;
import java.util.List;

/**
 * What came of reading programs.
 *
 * @param declaration all fields and ops without mistakes
 * @param mistakes of the rest; the declaration must not be used as a whole unless there are none
 */
public record ReadProgram(Declaration declaration, List<Mistake> mistakes) {
  public ReadProgram {
    mistakes = List.copyOf(mistakes);
  }
}
