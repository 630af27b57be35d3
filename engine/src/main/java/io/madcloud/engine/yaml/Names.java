package io.madcloud.engine.yaml;

import java.util.regex.Pattern;

/** What things may be called. */
final class Names {

  static final String FIELD_WORDS = "a field's name: letters, digits and '_', no digit first";
  static final String NODE_WORDS = "a name: letters, digits, '_' and '-', no '-' first";
  static final String EXTERNAL_WORDS = "a name of at most 200 letters, digits, '.', '_' and '-'";

  private static final String FIELD = "[A-Za-z_][A-Za-z0-9_]*";
  private static final String NODE = "[A-Za-z0-9_][A-Za-z0-9_-]*";
  private static final Pattern FIELD_NAME = Pattern.compile(FIELD);
  private static final Pattern FOLDER_PATH = Pattern.compile("/|(/" + NODE + ")++");
  private static final Pattern NODE_NAME = Pattern.compile(NODE);
  private static final Pattern EXTERNAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  private Names() {}

  static boolean isField(String name) {
    return FIELD_NAME.matcher(name).matches();
  }

  static boolean isFieldPath(String path) {
    int slash = path.lastIndexOf('/');
    return slash >= 0
        && isField(path.substring(slash + 1))
        && (slash == 0 || isFolderPath(path.substring(0, slash)));
  }

  /** Folders, ops and templates. */
  static boolean isNode(String name) {
    return NODE_NAME.matcher(name).matches();
  }

  static boolean isFolderPath(String path) {
    return FOLDER_PATH.matcher(path).matches();
  }

  /** Servers, topics and datacenters, which become parts of topic names. */
  static boolean isExternal(String name) {
    return EXTERNAL.matcher(name).matches();
  }

  static String child(String folder, String name) {
    return folder.equals("/") ? "/" + name : folder + "/" + name;
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
