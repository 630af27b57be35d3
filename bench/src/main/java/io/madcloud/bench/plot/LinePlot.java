package io.madcloud.bench.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a logarithmic axis, as SVG. The same plot is the same text on every machine. It brings
 * its background, so it can be read on a light page and on a dark one.
 *
 * @param x what goes to the right, with its unit
 * @param y what goes up, with its unit; begins at 0
 * @param lines at most as many as there are colours, 4
 */
public record LinePlot(String title, String x, String y, List<Line> lines) {

  private static final List<String> COLOURS = List.of("#1f6feb", "#bc4c00", "#1a7f37", "#8250df");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 84;
  private static final int RIGHT = 616;
  private static final int TOP = 84;
  private static final int BOTTOM = 340;
  private static final int MOST_STEPS = 6;

  /**
   * So narrow an axis has a tick at each point that all lines share, or at 1, 2 and 5; a wider one,
   * at each power of ten.
   */
  private static final double NARROW = 16;

  /**
   * One line.
   *
   * @param points from left to right
   */
  public record Line(String name, List<Point> points) {}

  /** A figure; {@code x} is greater than 0, {@code y} at least 0. */
  public record Point(double x, double y) {}

  /**
   * Sees that it can be drawn.
   *
   * @throws IllegalArgumentException if there is no point, too many lines, or an x that is not
   *     greater than 0
   */
  public LinePlot {
    lines = List.copyOf(lines);
    if (lines.size() > COLOURS.size()) {
      throw new IllegalArgumentException(
          "Expected at most %d lines, but found %d".formatted(COLOURS.size(), lines.size()));
    }
    if (lines.stream().allMatch(line -> line.points().isEmpty())) {
      throw new IllegalArgumentException("Expected at least one point in '" + title + "'");
    }
    for (Line line : lines) {
      for (Point point : line.points()) {
        if (!(point.x() > 0)) {
          throw new IllegalArgumentException(
              "Expected x greater than 0, but '%s' has %s".formatted(line.name(), point));
        }
      }
    }
  }

  /** The text of a file. */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d"
            + " %2$d\" font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"13\">",
        WIDTH,
        HEIGHT);
    add(svg, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    text(svg, LEFT, 28, "start", "#1f2328", title);
    text(svg, LEFT, TOP - 10, "start", "#59636e", y);
    text(svg, RIGHT, BOTTOM + 42, "end", "#59636e", x);
    Across across = Across.of(lines);
    Up up = Up.of(lines);
    for (int rule = 0; rule <= up.steps(); rule++) {
      double value = rule * up.step();
      rule(svg, LEFT, up.place(value), RIGHT, up.place(value));
      text(svg, LEFT - 8, up.place(value) + 4, "end", "#59636e", shortText(value));
    }
    for (double tick : across.ticks()) {
      rule(svg, across.place(tick), BOTTOM, across.place(tick), BOTTOM + 5);
      text(svg, across.place(tick), BOTTOM + 20, "middle", "#59636e", shortText(tick));
    }
    int legend = LEFT;
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), across, up, COLOURS.get(i));
      text(svg, legend, 50, "start", COLOURS.get(i), "● " + lines.get(i).name());
      legend += 8 * (lines.get(i).name().length() + 5);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Line line, Across across, Up up, String colour) {
    StringBuilder way = new StringBuilder();
    for (Point point : line.points()) {
      double x = across.place(point.x());
      double y = up.place(point.y());
      add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
      way.append(String.format(Locale.ROOT, "%s%.1f,%.1f", way.isEmpty() ? "" : " ", x, y));
    }
    add(
        svg,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        way,
        colour);
  }

  /**
   * The axis to the right, logarithmic.
   *
   * @param xs of all points, ascending
   * @param shared whether every line has a point at each of them
   */
  private record Across(List<Double> xs, boolean shared) {

    static Across of(List<Line> lines) {
      List<Double> xs =
          lines.stream()
              .flatMap(line -> line.points().stream().map(Point::x))
              .distinct()
              .sorted()
              .toList();
      return new Across(xs, lines.stream().allMatch(line -> line.points().size() == xs.size()));
    }

    private double least() {
      return xs.get(0);
    }

    private double greatest() {
      return xs.get(xs.size() - 1);
    }

    List<Double> ticks() {
      boolean narrow = greatest() / least() <= NARROW;
      if (narrow && shared) {
        return xs;
      }
      List<Double> ticks = new ArrayList<>();
      for (double power = 1; power <= greatest(); power *= 10) {
        for (double factor : narrow ? new double[] {1, 2, 5} : new double[] {1}) {
          double tick = factor * power;
          if (tick >= least() && tick <= greatest()) {
            ticks.add(tick);
          }
        }
      }
      return ticks.isEmpty() ? xs : ticks;
    }

    double place(double value) {
      double width = Math.log10(greatest() / least());
      double share = width == 0 ? 0.5 : Math.log10(value / least()) / width;
      return LEFT + 16 + share * (RIGHT - LEFT - 32);
    }
  }

  /**
   * The axis that goes up, from 0.
   *
   * @param step between two rules: 1, 2 or 5 times a power of ten
   * @param steps from bottom to top, at least one
   */
  private record Up(double step, int steps) {

    static Up of(List<Line> lines) {
      double greatest =
          lines.stream()
              .flatMap(line -> line.points().stream())
              .mapToDouble(Point::y)
              .max()
              .orElseThrow();
      double step = step(greatest);
      return new Up(step, Math.max(1, (int) Math.ceil(greatest / step)));
    }

    private static double step(double greatest) {
      double power = greatest > 0 ? Math.pow(10, Math.floor(Math.log10(greatest)) - 1) : 1;
      for (double factor : new double[] {1, 2, 5, 10}) {
        if (greatest <= factor * power * MOST_STEPS) {
          return factor * power;
        }
      }
      return 20 * power;
    }

    double place(double value) {
      return BOTTOM - value / (step * steps) * (BOTTOM - TOP);
    }
  }

  private static String shortText(double value) {
    double shown = value >= 1e6 ? value / 1e6 : value >= 1e3 ? value / 1e3 : value;
    String suffix = value >= 1e6 ? "M" : value >= 1e3 ? "k" : "";
    String digits = String.format(Locale.ROOT, "%.2f", shown);
    return digits.replaceAll("\\.?0+$", "") + suffix;
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    String line = "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#d1d9e0\"/>";
    add(svg, line, x1, y1, x2, y2);
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String colour, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String element = "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>";
    add(svg, element, x, y, anchor, colour, escaped);
  }

  private static void add(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
