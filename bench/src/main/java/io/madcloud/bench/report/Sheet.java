package io.madcloud.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table of figures. */
public final class Sheet {

  private final String title;
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Sheet(String title, String... headings) {
    this.title = title;
    this.headings = List.of(headings);
  }

  /** Adds a row; as many cells as there are headings. */
  public Sheet row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException("Expected a cell for each heading, but " + List.of(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  String title() {
    return title;
  }

  List<String> headings() {
    return headings;
  }

  List<List<String>> rows() {
    return rows;
  }
}
