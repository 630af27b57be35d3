package io.madcloud.engine.program;

import java.util.List;

/**
 * How large a declaration may be. The bounds are no configuration: all who read the program log,
 * and whoever declares, have to come to the same program.
 */
final class DeclarationSize {

  /** Fields and ops of one declaration. */
  static final int MAX_PARTS = 1_000_000;

  /** Fields that one op names, as often as it names them. */
  static final int MAX_NAMED = 1_000;

  /** Characters of an absolute path. */
  static final int MAX_PATH = 1_000;

  private DeclarationSize() {}

  /**
   * Whether a declaration is too large to look at its parts.
   *
   * @param mistakes to which it is added if so
   */
  static boolean isTooLarge(Declaration declaration, int ops, List<Mistake> mistakes) {
    int parts = declaration.fields().size() + ops;
    if (parts <= MAX_PARTS) {
      return false;
    }
    Place place =
        declaration.fields().isEmpty()
            ? declaration.ops().get(0).place()
            : declaration.fields().get(0).place();
    mistakes.add(
        new Mistake(
            place,
            "Expected at most %d fields and ops in a declaration, but there are %d"
                .formatted(MAX_PARTS, parts)));
    return true;
  }

  /** Whether a field may have this path; if not, that is reported. */
  static boolean fits(FieldSpec field, List<Mistake> mistakes) {
    String tooLong = tooLong(field.path());
    if (tooLong != null) {
      mistakes.add(new Mistake(field.place(), tooLong));
    }
    return tooLong == null;
  }

  /** Whether an op is not too large to be compiled; if it is, that is reported. */
  static boolean fits(OpSpec op, Report report) {
    String tooLong = tooLong(op.path());
    if (tooLong != null) {
      report.mistake("", tooLong);
      return false;
    }
    int named = op.in().size() + op.mask().size() + op.out().size();
    if (named > MAX_NAMED) {
      report.mistake(
          "",
          "Expected at most %d fields in 'in', 'mask' and 'out' of an op, but there are %d"
              .formatted(MAX_NAMED, named));
    }
    return named <= MAX_NAMED;
  }

  private static String tooLong(String path) {
    return path.length() <= MAX_PATH
        ? null
        : "Expected a path of at most %d characters, but it has %d"
            .formatted(MAX_PATH, path.length());
  }
}
