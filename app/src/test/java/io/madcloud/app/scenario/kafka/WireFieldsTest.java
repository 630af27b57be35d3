package io.madcloud.app.scenario.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.serdes.Inputs;
import io.madcloud.wire.Notification;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no record carries is refused by the engine all the same. */
final class WireFieldsTest {

  private static final String TYPES =
      "{ b: boolean, n: long, d: double, s: string, y: bytes, t: timestamp, l: list<any>,"
          + " m: map<any>, a: any }";

  private final Op op =
      new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
          .load(
              List.of(
                  YamlDocument.parse(
                      "p.yaml",
                      "fields: %s\nops: { begin: { out: [b, n, d, s, y, t, l, m, a] } }"
                          .formatted(TYPES))),
              Program.EMPTY,
              1)
          .program()
          .op("/begin");

  @Test
  void values_that_a_record_carries_are_carried() {
    assertThat(WireFields.of(Map.of("n", 1L, "s", "x", "unknown", true)))
        .isEqualTo(Map.of("n", 1L, "s", "x", "unknown", true));
    assertThat(WireFields.of(Map.of("n", 1L))).isEqualTo(Map.of("n", 1L));
  }

  @Test
  void another_value_goes_in_the_place_of_one_that_no_type_takes_and_the_type_refuses_it_too() {
    BigInteger large = BigInteger.TWO.pow(64);
    for (String local : List.of("b", "n", "d", "s", "y", "t", "l", "m", "a")) {
      Map<String, Object> fields = new HashMap<>();
      fields.put(local, null);
      for (Object none : new Object[] {null, large, Collections.singletonList(null)}) {
        fields.put(local, none);
        Object carried = received(WireFields.of(fields)).get(local);
        assertThat(op.out(local).type().conform(none)).as(local).isNull();
        assertThat(op.out(local).type().conform(carried)).as(local).isNull();
      }
    }
  }

  /** What an engine is given to judge. */
  private static Map<String, Object> received(Map<String, Object> wire) {
    Notification notification = new Notification("/begin", wire);
    Input input = Inputs.notification("p", notification, new Incarnation("n", 0, 0), null, 0);
    return ((Input.Notification) input).fields();
  }
}
