package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import java.util.List;

/**
 * What came of reading programs.
 *
 * @param declaration all fields, ops and servers without mistakes
 * @param broken ops with mistakes, only good for finding more of them; a field that is not known is
 *     null in them, and its local name, the name of a server and so on are empty
 * @param mistakes of the rest; the declaration must not be used as a whole unless there are none
 */
public record ReadProgram(Declaration declaration, List<OpSpec> broken, List<Mistake> mistakes) {
  public ReadProgram {
    broken = List.copyOf(broken);
    mistakes = List.copyOf(mistakes);
  }
}
