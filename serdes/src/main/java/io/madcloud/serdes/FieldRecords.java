package io.madcloud.serdes;

import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.wire.FieldDeclared;
import java.util.List;

/** Declared fields between the engine and the wire; also the places of whatever is declared. */
final class FieldRecords {

  private FieldRecords() {}

  static FieldDeclared toWire(FieldSpec field) {
    return new FieldDeclared(
        field.path(),
        field.type().toString(),
        io.madcloud.wire.Merge.valueOf(field.merge().name()),
        field.sensitive(),
        field.doc(),
        source(field.place()));
  }

  /** What it reports as a mistake is replaced by something harmless. */
  static FieldSpec fromWire(FieldDeclared field, List<Mistake> mistakes) {
    Place place = place(field.getSource(), field.getPath());
    if (!WireNames.isFieldPath(field.getPath())) {
      mistakes.add(
          new Mistake(
              place, "Expected the absolute path of a field, but found " + field.getPath()));
    }
    FieldType type = type(field.getType());
    if (type == null) {
      mistakes.add(
          new Mistake(place, "Expected a type such as long, but found " + brief(field.getType())));
    }
    if (field.getMerge() == io.madcloud.wire.Merge.UNKNOWN) {
      mistakes.add(
          new Mistake(
              place,
              "Expected a merge policy that this engine knows, but found another: the declaration"
                  + " was written by a later version"));
    }
    return new FieldSpec(
        field.getPath(),
        type == null ? FieldType.ANY : type,
        field.getMerge() == io.madcloud.wire.Merge.UNKNOWN
            ? Merge.FORK
            : Merge.valueOf(field.getMerge().name()),
        field.getSensitive(),
        field.getDoc(),
        place);
  }

  /** Null for what is no type, or nested so deep that reading it could exhaust the stack. */
  private static FieldType type(String text) {
    return text.chars().filter(c -> c == '<').count() > Values.MAX_DEPTH
        ? null
        : FieldType.parse(text);
  }

  private static String brief(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** A place as file:line; null when there is none. */
  static String source(Place place) {
    if (place == null || place.file().isEmpty()) {
      return null;
    }
    return place.line() == 0 ? place.file() : place.file() + ":" + place.line();
  }

  /**
   * The place of what stands at {@code path} and was written at {@code source}, if that is known.
   */
  static Place place(String source, String path) {
    if (source == null || source.isEmpty()) {
      return Place.at(path);
    }
    int colon = source.lastIndexOf(':');
    String digits = source.substring(colon + 1);
    boolean hasLine =
        colon > 0 && digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return hasLine && !digits.isEmpty()
        ? new Place(source.substring(0, colon), Integer.parseInt(digits), path)
        : new Place(source, 0, path);
  }
}
