package io.madcloud.testkit.guide;

import io.madcloud.testkit.OpContract;
import io.madcloud.testkit.OpContractTest;
import java.util.Map;

final class ShoutContractTest extends OpContractTest {

  @Override
  protected OpContract contract() {
    return OpContract.op(
            """
            fields: { text: string, loud: string }
            ops:
              shout: { in: [text], out: [loud], plugin: shout, with: { mark: "!!" } }
            """)
        .answers(Map.of("text", "hello"))
        .answers(Map.of("text", ""))
        .fails(Map.of("text", 42))
        .refuses(Map.of("mark", 3));
  }
}
