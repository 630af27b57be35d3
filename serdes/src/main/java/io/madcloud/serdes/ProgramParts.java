package io.madcloud.serdes;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Mistake;
import java.util.List;

/**
 * What the records of one declaration say together.
 *
 * @param declaration its fields, ops and servers; empty when there are mistakes
 * @param removals absolute paths of what is removed before anything is declared, in order; empty
 *     when there are mistakes
 * @param mistakes what could not be read
 */
public record ProgramParts(Declaration declaration, List<String> removals, List<Mistake> mistakes) {
  public ProgramParts {
    removals = List.copyOf(removals);
    mistakes = List.copyOf(mistakes);
  }
}
