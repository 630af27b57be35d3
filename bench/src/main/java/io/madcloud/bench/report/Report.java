package io.madcloud.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What came of a bench.
 *
 * @param about one line: what was compared
 * @param conditions under which, a line each
 * @param pictures SVG by name of the file that it goes into
 */
public record Report(
    String name,
    String about,
    List<String> conditions,
    List<Sheet> sheets,
    Map<String, String> pictures) {

  /** Without pictures. */
  public Report(String name, String about, List<String> conditions, List<Sheet> sheets) {
    this(name, about, conditions, sheets, Map.of());
  }
}
