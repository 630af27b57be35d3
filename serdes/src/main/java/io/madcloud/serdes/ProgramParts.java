package io.madcloud.serdes;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Pause;
import java.util.List;

/**
 * What the records of one declaration say together.
 *
 * @param declaration its fields, ops and servers; empty when there are mistakes
 * @param removals absolute paths of what is removed before anything is declared, in order; empty
 *     when there are mistakes
 * @param pauses what is paused and resumed after that, in order; empty when there are mistakes
 * @param mistakes what could not be read
 */
public record ProgramParts(
    Declaration declaration, List<String> removals, List<Pause> pauses, List<Mistake> mistakes) {
  public ProgramParts {
    removals = List.copyOf(removals);
    pauses = List.copyOf(pauses);
    mistakes = List.copyOf(mistakes);
  }
}
