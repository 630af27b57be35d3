package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Locale;

/**
 * The type of a field.
 *
 * @param element the type of the elements of a list or map, else null
 */
record Type(Kind kind, Type element) {
  /** What a type is, its elements aside. */
  enum Kind {
    BOOLEAN,
    LONG,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    ANY,
    LIST,
    MAP
  }

  static final Type ANY = new Type(Kind.ANY, null);
  static final Type MAP_OF_STRING = new Type(Kind.MAP, new Type(Kind.STRING, null));

  static Type parse(JsonNode node) {
    InvalidProgram.unless(node != null && node.isTextual(), "Expected a type, but %s", node);
    return parse(node.textValue().trim());
  }

  private static Type parse(String text) {
    for (Kind kind : new Kind[] {Kind.LIST, Kind.MAP}) {
      String open = name(kind) + "<";
      if (text.startsWith(open) && text.endsWith(">")) {
        return new Type(kind, parse(text.substring(open.length(), text.length() - 1).trim()));
      }
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.LIST && kind != Kind.MAP && text.equals(name(kind))) {
        return new Type(kind, null);
      }
    }
    throw new InvalidProgram("Expected a type, but " + text);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The type of a CEL variable that holds such a value. */
  CelType cel() {
    return switch (kind) {
      case BOOLEAN -> SimpleType.BOOL;
      case LONG -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BYTES -> SimpleType.BYTES;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case ANY -> SimpleType.DYN;
      case LIST -> ListType.create(element.cel());
      case MAP -> MapType.create(SimpleType.STRING, element.cel());
    };
  }

  /** Whether an expression of type {@code result} may compute a field of this type. */
  boolean accepts(CelType result) {
    switch (result.kind()) {
      case DYN, ANY, TYPE_PARAM:
        return true;
      default:
    }
    return switch (kind) {
      case ANY -> true;
      case DOUBLE -> result.equals(SimpleType.DOUBLE) || result.equals(SimpleType.INT);
      case LIST -> result instanceof ListType list && element.accepts(list.elemType());
      case MAP ->
          result instanceof MapType map
              && new Type(Kind.STRING, null).accepts(map.keyType())
              && element.accepts(map.valueType());
      default -> result.equals(cel());
    };
  }
}
