package io.madcloud.engine.program;

/**
 * Where something stands in a source.
 *
 * @param file as the user named it; empty when it came from elsewhere
 * @param line from 1; 0 when not known
 * @param path the node within the program, such as {@code /sync/system1/consume-update}
 */
public record Place(String file, int line, String path) {

  /** A place that is known by its path alone. */
  public static Place at(String path) {
    return new Place("", 0, path);
  }

  @Override
  public String toString() {
    return file.isEmpty() ? path : file + ":" + line + ": " + path;
  }
}
