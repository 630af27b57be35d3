package io.madcloud.app.program;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Paths of ops and folders as users name them. */
final class OpPaths {

  private static final String ROOT = "/";

  private OpPaths() {}

  /**
   * The path, without a slash at its end.
   *
   * @throws InvalidInputException if it is not absolute
   */
  static String require(String path) {
    if (!path.startsWith(ROOT)) {
      throw new InvalidInputException(
          "Expected an absolute path such as /sync/system1, but found '" + path + "'");
    }
    String trimmed = path.replaceFirst("/+$", "");
    return trimmed.isEmpty() ? ROOT : trimmed;
  }

  /**
   * The ops at or below a path, in order.
   *
   * @throws NotFoundException with the nearest path, if there is none
   */
  static List<Op> requireOps(String path, Program program) {
    String folder = path.equals(ROOT) ? ROOT : path + "/";
    List<Op> found =
        program.ops().values().stream()
            .filter(op -> op.path().equals(path) || op.path().startsWith(folder))
            .toList();
    if (found.isEmpty()) {
      throw new NotFoundException(
          "Expected an op or a folder with ops at "
              + path
              + ", but there is none"
              + DidYouMean.ending(path, paths(program)));
    }
    return found;
  }

  private static Set<String> paths(Program program) {
    Set<String> paths = new TreeSet<>();
    for (String op : program.ops().keySet()) {
      for (int end = op.length(); end > 0; end = op.lastIndexOf('/', end - 1)) {
        paths.add(op.substring(0, end));
      }
    }
    return paths;
  }
}
