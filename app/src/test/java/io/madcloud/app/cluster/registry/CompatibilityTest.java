package io.madcloud.app.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.avro.Schema;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompatibilityTest {
  private static final String ID = "{'name':'id','type':'string'}";
  private static final String PRICE = "{'name':'price','type':'int'}";
  private static final String PRICE_OR_0 = "{'name':'price','type':'int','default':0}";

  @ParameterizedTest
  @CsvSource({
    // level, adding, removing, adding with default, removing with default
    "NONE,     true,  true,  true, true",
    "BACKWARD, false, true,  true, true",
    "FORWARD,  true,  false, true, true",
    "FULL,     false, false, true, true",
  })
  void aFieldMayComeAndGo(
      Compatibility level, boolean add, boolean remove, boolean addDefault, boolean removeDefault) {
    assertThat(allows(level, fields(ID), fields(ID, PRICE))).isEqualTo(add);
    assertThat(allows(level, fields(ID, PRICE), fields(ID))).isEqualTo(remove);
    assertThat(allows(level, fields(ID), fields(ID, PRICE_OR_0))).isEqualTo(addDefault);
    assertThat(allows(level, fields(ID, PRICE_OR_0), fields(ID))).isEqualTo(removeDefault);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKWARD,            true",
    "BACKWARD_TRANSITIVE, false",
    "FULL,                true",
    "FULL_TRANSITIVE,     false",
  })
  void transitiveLevelsLookAtAllVersions(
      Compatibility level, boolean allowed, @TempDir Path directory) throws Exception {
    try (Registry registry = new Registry(directory.resolve("registry.jsonl"))) {
      registry.register("s", fields(ID).toString());
      registry.register("s", fields(ID, PRICE_OR_0).toString());
      registry.configure("s", level);
      String withoutDefault = fields(ID, PRICE).toString();
      assertThat(registry.check("s", withoutDefault).isEmpty()).isEqualTo(allowed);
      if (allowed) {
        assertThat(registry.register("s", withoutDefault)).isEqualTo(3);
      } else {
        Assertions.assertThatThrownBy(() -> registry.register("s", withoutDefault))
            .hasMessageContaining("with version 1 of subject 's'")
            .hasMessageContaining("field Order.price");
      }
    }
  }

  @Test
  void aDeepFieldIsNamedWithItsPath() {
    String item = "{'type':'record','name':'Item','fields':[{'name':'sku','type':'%s'}]}";
    String items = "{'name':'items','type':['null',{'type':'array','items':" + item + "}]}";
    Schema strings = fields(items.formatted("string"));
    Schema numbers = fields(items.formatted("int"));
    assertThat(Compatibility.BACKWARD.problems(numbers, strings, 1))
        .singleElement()
        .asString()
        .startsWith("field Order.items")
        .contains("the new schema cannot read version 1");
    String symbols = "{'name':'e','type':{'type':'enum','name':'E','symbols':['A'%s]}}";
    assertThat(
            Compatibility.FORWARD.problems(
                fields(symbols.formatted(",'B'")), fields(symbols.formatted("")), 4))
        .singleElement()
        .asString()
        .startsWith("field Order.e: version 4 cannot read the new schema")
        .contains("MISSING_ENUM_SYMBOLS");
    assertThat(Compatibility.FULL.problems(Schema.create(Schema.Type.INT), strings, 1))
        .isNotEmpty();
  }

  private static boolean allows(Compatibility level, Schema earlier, Schema proposed) {
    return level.problems(proposed, earlier, 1).isEmpty();
  }

  private static Schema fields(String... fields) {
    String all = String.join(",", fields);
    return new Schema.Parser()
        .parse(("{'type':'record','name':'Order','fields':[" + all + "]}").replace('\'', '"'));
  }
}
