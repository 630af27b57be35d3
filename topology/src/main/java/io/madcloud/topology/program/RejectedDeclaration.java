package io.madcloud.topology.program;

import io.madcloud.engine.program.Mistake;
import java.util.List;

/**
 * A declaration of the program log that does not hold, and why.
 *
 * @param id of the declaration
 * @param offset in the log at which it was rejected: its closing marker, or the record that made it
 *     one too many
 * @param mistakes all that is wrong with it, never empty
 */
public record RejectedDeclaration(String id, long offset, List<Mistake> mistakes) {
  public RejectedDeclaration {
    mistakes = List.copyOf(mistakes);
  }
}
