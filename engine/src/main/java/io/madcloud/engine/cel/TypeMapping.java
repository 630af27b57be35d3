package io.madcloud.engine.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.madcloud.engine.program.FieldType;
import java.util.Optional;

/** Field types as CEL types, and back. */
final class TypeMapping {

  private TypeMapping() {}

  static CelType toCel(FieldType type) {
    return switch (type.kind()) {
      case BOOLEAN -> SimpleType.BOOL;
      case LONG -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BYTES -> SimpleType.BYTES;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case LIST -> ListType.create(toCel(type.element()));
      case MAP -> MapType.create(SimpleType.STRING, toCel(type.element()));
      case ANY -> SimpleType.DYN;
    };
  }

  /**
   * Says whether a value of {@code actual} may be one of {@code expected}; what only the value
   * itself can tell may.
   *
   * @param expected null stands for any
   * @return the type for a message, when it cannot
   */
  static Optional<String> misfit(CelType actual, FieldType expected) {
    return fits(actual, expected == null ? FieldType.ANY : expected)
        ? Optional.empty()
        : Optional.of(describe(actual));
  }

  /** The type of what is in a list of type {@code list}; any when it is not known. */
  static FieldType elementOf(CelType list) {
    return list instanceof ListType && list.parameters().size() == 1
        ? toField(list.parameters().get(0))
        : FieldType.ANY;
  }

  private static boolean fits(CelType actual, FieldType expected) {
    return switch (actual.kind()) {
      case DYN, ANY, TYPE_PARAM -> true;
      case BOOL -> is(expected, FieldType.Kind.BOOLEAN);
      case INT -> is(expected, FieldType.Kind.LONG) || is(expected, FieldType.Kind.DOUBLE);
      case DOUBLE -> is(expected, FieldType.Kind.DOUBLE);
      case STRING -> is(expected, FieldType.Kind.STRING);
      case BYTES -> is(expected, FieldType.Kind.BYTES);
      case TIMESTAMP -> is(expected, FieldType.Kind.TIMESTAMP);
      case LIST ->
          is(expected, FieldType.Kind.LIST)
              && fits(actual.parameters().get(0), elementOf(expected));
      case MAP ->
          is(expected, FieldType.Kind.MAP)
              && fits(actual.parameters().get(0), FieldType.STRING)
              && fits(actual.parameters().get(1), elementOf(expected));
      default -> false;
    };
  }

  private static boolean is(FieldType expected, FieldType.Kind kind) {
    return expected.kind() == kind || expected.kind() == FieldType.Kind.ANY;
  }

  private static FieldType elementOf(FieldType expected) {
    return expected.element() == null ? FieldType.ANY : expected.element();
  }

  private static FieldType toField(CelType type) {
    return switch (type.kind()) {
      case BOOL -> FieldType.BOOLEAN;
      case INT -> FieldType.LONG;
      case DOUBLE -> FieldType.DOUBLE;
      case STRING -> FieldType.STRING;
      case BYTES -> FieldType.BYTES;
      case TIMESTAMP -> FieldType.TIMESTAMP;
      case LIST -> FieldType.listOf(toField(type.parameters().get(0)));
      case MAP ->
          type.parameters().get(0).kind() == CelKind.STRING
              ? FieldType.mapOf(toField(type.parameters().get(1)))
              : FieldType.ANY;
      default -> FieldType.ANY;
    };
  }

  /** The type in the words of programs where they have one, otherwise in those of CEL. */
  static String describe(CelType type) {
    FieldType field = toField(type);
    return field.equals(FieldType.ANY) || !toCel(field).equals(type)
        ? CelTypes.format(type)
        : field.toString();
  }
}
