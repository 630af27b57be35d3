package io.madcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What holds for all records together: documented, and one union for values everywhere. */
final class SchemasTest {

  private final Set<String> seen = new HashSet<>();
  private final Set<String> undocumented = new TreeSet<>();
  private final Set<String> withoutDefault = new TreeSet<>();
  private final Set<List<Schema>> valueUnions = new HashSet<>();
  private final Set<Schema> mapsOfMaps = new HashSet<>();

  SchemasTest() {
    WireRecords.ALL.forEach(this::visit);
  }

  @Test
  void everyRecordEnumAndFieldIsDocumented() {
    assertThat(seen).hasSizeGreaterThan(40);
    assertThat(undocumented).isEmpty();
  }

  @Test
  void everyEnumHasADefaultForSymbolsOfTheFuture() {
    assertThat(withoutDefault).isEmpty();
  }

  @Test
  void everyValueIsTheSameUnion() {
    assertThat(valueUnions).hasSize(1);
    assertThat(valueUnions.iterator().next())
        .extracting(Schema::getFullName)
        .containsExactly(
            "boolean",
            "long",
            "double",
            "string",
            "bytes",
            "io.madcloud.wire.Timestamp",
            "io.madcloud.wire.ListValue",
            "io.madcloud.wire.MapValue");
  }

  /** A schema of which a map is a part of itself is more than some registries can take. */
  @Test
  void noMapIsReachedFromAMap() {
    assertThat(mapsOfMaps).isEmpty();
  }

  private void visit(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> visitRecord(schema);
      case ENUM -> visitEnum(schema);
      case ARRAY -> visit(schema.getElementType());
      case MAP -> {
        if (reachesMap(schema.getValueType(), new HashSet<>())) {
          mapsOfMaps.add(schema);
        }
        visit(schema.getValueType());
      }
      case UNION -> visitUnion(schema);
      default -> {}
    }
  }

  private static boolean reachesMap(Schema schema, Set<String> passed) {
    return switch (schema.getType()) {
      case MAP -> true;
      case ARRAY -> reachesMap(schema.getElementType(), passed);
      case UNION -> schema.getTypes().stream().anyMatch(branch -> reachesMap(branch, passed));
      case RECORD ->
          passed.add(schema.getFullName())
              && schema.getFields().stream().anyMatch(field -> reachesMap(field.schema(), passed));
      default -> false;
    };
  }

  private void visitRecord(Schema schema) {
    if (!seen.add(schema.getFullName())) {
      return;
    }
    requireDoc(schema.getFullName(), schema.getDoc());
    for (Schema.Field field : schema.getFields()) {
      requireDoc(schema.getFullName() + "." + field.name(), field.doc());
      visit(field.schema());
    }
  }

  private void visitEnum(Schema schema) {
    requireDoc(schema.getFullName(), schema.getDoc());
    if (schema.getEnumDefault() == null) {
      withoutDefault.add(schema.getFullName());
    }
  }

  private void visitUnion(Schema union) {
    union.getTypes().forEach(this::visit);
    if (union.getTypes().stream().anyMatch(branch -> branch.getName().equals("Timestamp"))) {
      valueUnions.add(
          union.getTypes().stream().filter(b -> b.getType() != Schema.Type.NULL).toList());
    }
  }

  private void requireDoc(String name, String doc) {
    if (doc == null || doc.isBlank()) {
      undocumented.add(name);
    }
  }
}
