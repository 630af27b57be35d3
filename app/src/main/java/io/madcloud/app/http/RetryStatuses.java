package io.madcloud.app.http;

import io.madcloud.engine.yaml.YamlCursor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statuses by which another attempt may help.
 *
 * @param patterns such as {@code 429} or {@code 5xx}
 */
record RetryStatuses(List<String> patterns) {

  /** Somebody was too slow, or has too much to do, or is out of order. */
  static final RetryStatuses USUAL = new RetryStatuses(List.of("408", "425", "429", "5xx"));

  static RetryStatuses read(YamlCursor cursor) {
    List<YamlCursor> items = cursor.items("a list of statuses such as 429 or 5xx");
    for (YamlCursor item : items) {
      String pattern = item.literal("a status such as 429 or 5xx");
      if (pattern != null && !pattern.matches("[1-5]([0-9][0-9]|xx)")) {
        item.expected("a status such as 429 or 5xx");
      }
    }
    return new RetryStatuses(
        items.stream().map(item -> String.valueOf(item.value())).collect(Collectors.toList()));
  }

  boolean contain(int status) {
    String text = Integer.toString(status);
    return patterns.contains(text) || patterns.contains(text.charAt(0) + "xx");
  }
}
