package io.madcloud.engine.program;

import io.madcloud.engine.program.OpSpec.SlotSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Declarations without a source, for tests of programs. */
final class Specs {

  private static final Expression TRUE =
      new Expression() {
        @Override
        public Object evaluate(Variables variables, Steps steps) {
          return true;
        }

        @Override
        public Set<String> reads() {
          return Set.of();
        }
      };

  private static final Expressions NONE =
      new Expressions() {
        @Override
        public Expression compile(
            String source, Map<String, FieldType> variables, FieldType result) {
          return TRUE;
        }

        @Override
        public FieldType elementType(String source, Map<String, FieldType> variables) {
          return FieldType.ANY;
        }
      };

  private Specs() {}

  /** A compiler for programs whose expressions do not matter. */
  static ProgramCompiler compiler() {
    return ProgramCompiler.strict(NONE, Map.of());
  }

  static FieldSpec field(String path) {
    return new FieldSpec(path, FieldType.LONG, Merge.FORK, false, null, Place.at(path));
  }

  /** A {@code call} op; it is a notification when it has no inputs. */
  static OpSpec call(String path, List<String> in, List<String> mask, List<String> out) {
    return new OpSpec(
        path,
        slots(in),
        slots(mask),
        slots(out),
        null,
        null,
        null,
        null,
        Map.of(),
        in.isEmpty() ? null : "server",
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        Supervision.DEFAULT,
        null,
        null,
        null,
        Place.at(path));
  }

  private static List<SlotSpec> slots(List<String> fields) {
    return fields.stream().map(field -> new SlotSpec(field.substring(1), field)).toList();
  }
}
