package io.madcloud.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.bench.plot.LinePlot.Line;
import io.madcloud.bench.plot.LinePlot.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinePlotTest {

  private static LinePlot plot(Point... points) {
    return new LinePlot(
        "Throughput & size", "size, bytes", "processes/s", List.of(new Line("a", List.of(points))));
  }

  private static LinePlot plot(List<Point> engine, List<Point> byHand) {
    return new LinePlot(
        "t", "x", "y", List.of(new Line("engine", engine), new Line("by hand", byHand)));
  }

  @Test
  void each_line_has_its_points_and_a_name_in_its_colour() {
    LinePlot plot =
        plot(
            List.of(new Point(1, 50), new Point(4, 100)),
            List.of(new Point(1, 0), new Point(4, 100)));

    assertThat(plot.svg())
        .contains("<polyline points=\"100.0,212.0 600.0,84.0\" fill=\"none\" stroke=\"#1f6feb\"")
        .contains("<polyline points=\"100.0,340.0 600.0,84.0\" fill=\"none\" stroke=\"#bc4c00\"")
        .contains("fill=\"#1f6feb\">● engine<")
        .contains("fill=\"#bc4c00\">● by hand<");
  }

  @Test
  void equal_factors_are_equally_far_apart() {
    assertThat(plot(new Point(20, 100), new Point(200, 100), new Point(2_000, 100)).svg())
        .contains("points=\"100.0,84.0 350.0,84.0 600.0,84.0\"");
  }

  @Test
  void a_narrow_axis_has_a_tick_at_each_point_and_a_wide_one_at_each_power_of_ten() {
    assertThat(plot(new Point(2, 1), new Point(8, 1)).svg()).contains(">2<", ">8<");
    assertThat(plot(new Point(20, 3_000), new Point(100_000, 1)).svg())
        .contains(">100<", ">1k<", ">10k<", ">100k<", ">3k<")
        .doesNotContain(">20<");
  }

  @Test
  void where_each_line_has_points_of_its_own_ticks_are_round() {
    LinePlot plot =
        plot(
            List.of(new Point(213, 50), new Point(827, 100)),
            List.of(new Point(367, 0), new Point(1_122, 100)));

    assertThat(plot.svg()).contains(">500<", ">1k<").doesNotContain(">213<", ">200<", ">2k<");
  }

  @Test
  void one_point_without_a_height_can_be_drawn() {
    assertThat(plot(new Point(7, 0)).svg()).contains("points=\"350.0,340.0\"", ">7<", ">0<");
  }

  @Test
  void what_means_something_in_xml_is_escaped() {
    assertThat(plot(new Point(1, 1)).svg()).contains("Throughput &amp; size");
  }

  @Test
  void what_has_no_place_on_the_axis_is_refused() {
    assertThatThrownBy(() -> plot(new Point(0, 1)))
        .hasMessageContaining("Expected x greater than 0, but 'a' has");
    assertThatThrownBy(() -> plot()).hasMessageContaining("Expected at least one point");
  }
}
