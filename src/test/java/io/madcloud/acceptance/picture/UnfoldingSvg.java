package io.madcloud.acceptance.picture;

import io.madcloud.acceptance.picture.Unfolding.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws how a process unfolds: time runs downwards, each fieldset has a line of its own. */
final class UnfoldingSvg {

  private static final int MARGIN = 28;
  private static final int LANE = 44;
  private static final int HEAD = 48;
  private static final int TITLE = 30;
  private static final int NOTE = 20;
  private static final int CHARACTER = 8;
  private static final String INK = "#1f2328";
  private static final List<String> COLOURS =
      List.of("#1f6feb", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#4d5358");

  private final List<Step> steps;
  private final Map<String, Integer> lanes = new LinkedHashMap<>();
  private final Map<String, Integer> begins = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private int width;

  private UnfoldingSvg(List<Step> steps) {
    this.steps = steps;
    for (Step step : steps) {
      step.notes().keySet().forEach(fieldset -> lanes.putIfAbsent(fieldset, lanes.size()));
    }
  }

  static String of(List<Step> steps) {
    return new UnfoldingSvg(steps).draw();
  }

  private String draw() {
    int y = HEAD;
    for (Step step : steps) {
      y = draw(step, y);
    }
    int bottom = y - TITLE / 2;
    begins.forEach(
        (fieldset, begin) -> {
          int end = ends.getOrDefault(fieldset, bottom);
          lines.add(line(fieldset, x(fieldset), begin, x(fieldset), end));
          write(x(fieldset) - 5, HEAD / 2, colour(fieldset), "bold", fieldset);
        });
    List<String> svg = new ArrayList<>();
    svg.add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">
        <rect width="%1$d" height="%2$d" rx="8" fill="#ffffff"/>\
        """
            .formatted(width + MARGIN, bottom + MARGIN / 2));
    svg.addAll(lines);
    svg.addAll(marks);
    svg.addAll(texts);
    svg.add("</svg>");
    return String.join("\n", svg) + "\n";
  }

  private int draw(Step step, int top) {
    int y = top;
    int textX = MARGIN + lanes.size() * LANE;
    write(textX, y, INK, "bold", step.title());
    int level = y - 5;
    step.parents()
        .forEach((fork, parent) -> lines.add(0, line(fork, x(parent), level, x(fork), level)));
    for (Map.Entry<String, List<String>> touched : step.notes().entrySet()) {
      String fieldset = touched.getKey();
      begins.putIfAbsent(fieldset, level);
      marks.add(
          "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>"
              .formatted(x(fieldset), level, colour(fieldset)));
      for (String note : touched.getValue()) {
        y += NOTE;
        write(textX + 2 * CHARACTER, y, colour(fieldset), "normal", note);
      }
    }
    step.closed().forEach(closed -> ends.put(closed, level));
    return y + TITLE;
  }

  private int x(String fieldset) {
    return MARGIN + lanes.get(fieldset) * LANE;
  }

  private String colour(String fieldset) {
    return COLOURS.get(lanes.get(fieldset) % COLOURS.size());
  }

  private String line(String fieldset, int x1, int y1, int x2, int y2) {
    return "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>"
        .formatted(x1, y1, x2, y2, colour(fieldset));
  }

  private void write(int x, int y, String colour, String weight, String text) {
    width = Math.max(width, x + text.length() * CHARACTER);
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    texts.add(
        "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-weight=\"%s\">%s</text>"
            .formatted(x, y, colour, weight, escaped));
  }
}
