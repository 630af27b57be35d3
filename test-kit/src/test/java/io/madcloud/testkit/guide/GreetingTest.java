package io.madcloud.testkit.guide;

import io.madcloud.op.OpReply;
import io.madcloud.testkit.MadcloudTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GreetingTest {

  @RegisterExtension
  static final MadcloudTest madcloud =
      MadcloudTest.program(
              """
              fields: { id: long, name: string, greeting: string }
              ops:
                arrive: { out: [id] }
                look-up: { in: [id], out: [name], plugin: customers }
                greet: { in: [name], out: [greeting], expr: { greeting: "'Hello ' + name" } }
              """)
          .plugin("customers", call -> OpReply.of(Map.of("name", "Ada")));

  @Test
  void a_customer_is_greeted_by_name() {
    madcloud
        .notify("/arrive", "p1", Map.of("id", 7))
        .isQuiescent()
        .hasField("/greeting", "Hello Ada");
  }
}
