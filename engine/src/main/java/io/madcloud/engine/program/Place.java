package io.madcloud.engine.program;

/**
 * Where something stands in a source.
 *
 * @param file as the user named it; empty when it came from elsewhere
 * @param line from 1; 0 when not known
 * @param column from 1; 0 when not known
 * @param path the node within the program, such as {@code /sync/system1/consume-update.in[0]}
 */
public record Place(String file, int line, int column, String path) {

  public Place(String file, int line, String path) {
    this(file, line, 0, path);
  }

  /** A place that is known by its path alone. */
  public static Place at(String path) {
    return new Place("", 0, path);
  }

  /** A part of what stands here, such as {@code expr.price}, when its own line is not known. */
  public Place part(String part) {
    return part.isEmpty() ? this : new Place(file, line, column, path + "." + part);
  }

  @Override
  public String toString() {
    if (file.isEmpty()) {
      return path;
    }
    return (line == 0 ? file : file + ":" + line) + (path.isEmpty() ? "" : ": " + path);
  }
}
