package io.madcloud.engine.program;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The fields of a program and of a declaration on top of it. */
final class DeclaredFields {

  private final Program base;
  private final Map<String, Field> changed = new LinkedHashMap<>();

  DeclaredFields(Program base, List<FieldSpec> specs, List<Mistake> mistakes) {
    this.base = base;
    int next = base.fieldCount();
    for (FieldSpec spec : specs) {
      if (!DeclarationSize.fits(spec, mistakes)) {
        continue;
      }
      checkMerge(spec, mistakes);
      Field known = find(spec.path());
      if (known == null) {
        changed.put(spec.path(), field(next++, spec));
      } else if (!known.type().equals(spec.type()) || known.merge() != spec.merge()) {
        mistakes.add(
            new Mistake(
                spec.place(),
                "Expected %s as the field was declared before, but found %s"
                    .formatted(
                        describe(known.type(), known.merge()),
                        describe(spec.type(), spec.merge()))));
      } else if (saysOther(known, spec)) {
        changed.put(spec.path(), field(known.number(), spec));
      }
    }
  }

  /**
   * The field that ops refer to, or null. A field of the base program is always the object that was
   * declared first, whatever was said about it later, because fields are compared by identity.
   */
  Field get(String path) {
    Field known = base.field(path);
    return known != null ? base.field(known.number()) : changed.get(path);
  }

  /** New fields, and known ones with other words about them. */
  Collection<Field> changed() {
    return changed.values();
  }

  private Field find(String path) {
    Field field = changed.get(path);
    return field != null ? field : base.field(path);
  }

  private static Field field(int number, FieldSpec spec) {
    return new Field(number, spec.path(), spec.type(), spec.merge(), spec.sensitive(), spec.doc());
  }

  private static boolean saysOther(Field known, FieldSpec spec) {
    return known.sensitive() != spec.sensitive() || !Objects.equals(known.doc(), spec.doc());
  }

  private static String describe(FieldType type, Merge merge) {
    return "type " + type + " and merge " + merge.text();
  }

  private static void checkMerge(FieldSpec spec, List<Mistake> mistakes) {
    String expected =
        switch (spec.merge()) {
          case FORK, FIRST, LATEST -> null;
          case UNION -> spec.type().kind() == FieldType.Kind.LIST ? null : "list<T>";
          case SUM -> isOneOf(spec, FieldType.LONG, FieldType.DOUBLE) ? null : "long or double";
          case MAX, MIN ->
              isOneOf(
                      spec,
                      FieldType.BOOLEAN,
                      FieldType.LONG,
                      FieldType.DOUBLE,
                      FieldType.STRING,
                      FieldType.BYTES,
                      FieldType.TIMESTAMP)
                  ? null
                  : "boolean, long, double, string, bytes or timestamp";
        };
    if (expected != null) {
      mistakes.add(
          new Mistake(
              spec.place(),
              "Expected merge %s on a field of type %s, but its type is %s"
                  .formatted(spec.merge().text(), expected, spec.type())));
    }
  }

  private static boolean isOneOf(FieldSpec spec, FieldType... types) {
    return List.of(types).contains(spec.type());
  }
}
