package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.ListValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValuesTest {

  @Test
  void everyValueComesBackAsItWent() {
    assertThat(Values.fieldsFromWire(Values.fieldsToWire(Samples.ENGINE_VALUES)))
        .isEqualTo(Samples.ENGINE_VALUES);
  }

  @Test
  void scalarsAreTheSameObject() {
    String text = new String("a");
    assertThat(Values.toWire(text)).isSameAs(text);
    assertThat(Values.fromWire(text)).isSameAs(text);
  }

  @Test
  void mapsIterateInKeyOrderWhateverTheyCameFrom() {
    Map<String, Object> map = new LinkedHashMap<>();
    List.of("c", "a", "b").forEach(key -> map.put(key, 1L));
    Map<?, ?> read = (Map<?, ?>) Values.fromWire(Values.toWire(map));
    assertThat(List.<Object>copyOf(read.keySet())).containsExactly("a", "b", "c");
  }

  @Test
  void whatComesOffTheWireIsUnmodifiable() {
    List<?> list = (List<?>) Values.fromWire(new ListValue(new ArrayList<>(List.of(1L))));
    assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Values.fieldsFromWire(Map.of("a", 1L)).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsNoValueIsRefusedByName() {
    assertThatThrownBy(() -> Values.toWire(List.of(new StringBuilder())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected boolean, long, double, string, bytes, timestamp, list or map, but"
                + " java.lang.StringBuilder");
    assertThatThrownBy(() -> Values.toWire(null)).hasMessageEndingWith("but null");
    assertThatThrownBy(() -> Values.toWire(Map.of(1, "a")))
        .hasMessage("Expected a string as key of a map, but java.lang.Integer");
    assertThatThrownBy(() -> Values.toWire(Instant.MAX))
        .hasMessageStartingWith("Expected a timestamp whose milliseconds are a long, but +1000");
  }

  @Test
  void tooDeepNestingIsRefusedBothWays() {
    Object engine = 1L;
    Object wire = 1L;
    for (int depth = 0; depth < Values.MAX_DEPTH; depth++) {
      engine = List.of(engine);
      wire = new ListValue(List.of(wire));
    }
    assertThat(Values.fromWire(Values.toWire(engine))).isEqualTo(engine);
    Object tooDeep = List.of(engine);
    Object tooDeepWire = new ListValue(List.of(wire));
    String message = "Expected lists and maps nested at most 100 deep, but there are more";
    assertThatThrownBy(() -> Values.toWire(tooDeep)).hasMessage(message);
    assertThatThrownBy(() -> Values.fromWire(tooDeepWire)).hasMessage(message);
  }
}
