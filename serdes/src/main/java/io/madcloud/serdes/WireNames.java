package io.madcloud.serdes;

import java.util.regex.Pattern;

/** What things in the program log may be called: what reads programs' sources sees to it too. */
final class WireNames {

  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
  private static final Pattern EXTERNAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  private WireNames() {}

  /** A field without its folder. */
  static boolean isField(String name) {
    return FIELD.matcher(name).matches();
  }

  static boolean isFieldPath(String path) {
    int slash = path.lastIndexOf('/');
    return slash >= 0
        && isField(path.substring(slash + 1))
        && (slash == 0 || isNodePath(path.substring(0, slash)));
  }

  /** The path of an op, or of a folder other than the root. */
  static boolean isNodePath(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    int begin = 1;
    while (begin <= path.length()) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      if (!NODE.matcher(path.substring(begin, end)).matches()) {
        return false;
      }
      begin = end + 1;
    }
    return path.length() > 1;
  }

  /** Servers, topics and datacenters, which become parts of topics' names. */
  static boolean isExternal(String name) {
    return EXTERNAL.matcher(name).matches();
  }
}
