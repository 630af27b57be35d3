package io.madcloud.app.run;

import io.madcloud.topology.MadcloudConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;

/**
 * The configuration of an engine for people: every key that the engine knows and all that it passes
 * on, as lines of a properties file. What is secret is not shown; what comes from elsewhere ({@code
 * ${file:…}}) is shown as it was said, and not as it was found.
 */
final class PrintedConfig {

  private static final String HIDDEN = "********";

  private static final Pattern SECRET =
      Pattern.compile(
          "password|secret|token|jaas|user\\.info|credential|keystore\\.key$|encryption\\.keys$");

  /** In the place of a URL where somebody's name and password are. */
  private static final Pattern LOGIN = Pattern.compile("//[^/@]*@");

  private final SortedMap<String, Object> values = new TreeMap<>();

  /**
   * @param settings what was said, of which {@code config} was made
   */
  PrintedConfig(MadcloudConfig config, Map<String, Object> settings) {
    values.putAll(config.values());
    values.putAll(settings);
  }

  void print(PrintWriter out) {
    values.forEach((key, value) -> out.println(key + "=" + shown(key, value)));
    out.flush();
  }

  private static String shown(String key, Object value) {
    String text = text(value);
    boolean reference = text.startsWith("${");
    boolean secret = SECRET.matcher(key).find() && !text.isEmpty() && !reference;
    return secret ? HIDDEN : LOGIN.matcher(text).replaceAll("//" + HIDDEN + "@");
  }

  private static String text(Object value) {
    if (value instanceof Password password) {
      return password.value();
    }
    if (value == null) {
      return "";
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
