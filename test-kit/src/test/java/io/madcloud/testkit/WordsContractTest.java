package io.madcloud.testkit;

import java.util.Map;

/** The bundled plugin {@code words}. */
final class WordsContractTest extends OpContractTest {

  @Override
  protected OpContract contract() {
    return OpContract.op(
            """
            fields: { line: string, tokens: list<string> }
            ops:
              split:
                in: [line]
                out: [tokens]
                plugin: words
                with: { from: line, to: tokens, lower-case: true }
            """)
        .answers(Map.of("line", "To be, or not to be: that IS the question"))
        .answers(Map.of("line", ""))
        .fails(Map.of("line", 42))
        .fails(Map.of("text", "under another name"))
        .refuses(Map.of("from", 1))
        .refuses(Map.of("lower-case", "perhaps"));
  }
}
