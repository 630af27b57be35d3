package io.madcloud.bench.report;

import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what came of benches, in one of three forms. */
public enum Printer {
  /** For people at a terminal. */
  TEXT {
    @Override
    void print(List<Report> reports, List<String> machine, PrintWriter out) {
      for (Report report : reports) {
        out.println();
        out.println(report.name() + ": " + report.about());
        report.conditions().forEach(line -> out.println("  " + line));
        for (Sheet sheet : report.sheets()) {
          out.println();
          out.println(sheet.title());
          Table table = new Table(sheet.headings().toArray(String[]::new));
          sheet.rows().forEach(row -> table.row(row.toArray()));
          table.print(out);
        }
      }
      out.println();
      machine.forEach(out::println);
    }
  },
  /** For a page of documentation. */
  MARKDOWN {
    @Override
    void print(List<Report> reports, List<String> machine, PrintWriter out) {
      for (Report report : reports) {
        out.println("### `" + report.name() + "`: " + report.about());
        out.println();
        report.conditions().forEach(line -> out.println("- " + line));
        for (Sheet sheet : report.sheets()) {
          out.println();
          out.println("**" + sheet.title() + "**");
          out.println();
          out.println(row(sheet.headings()));
          out.println("|" + "---|".repeat(sheet.headings().size()));
          sheet.rows().forEach(row -> out.println(row(row)));
        }
        out.println();
      }
      machine.forEach(line -> out.println("- " + line));
    }

    private String row(List<String> cells) {
      return "| " + String.join(" | ", cells) + " |";
    }
  },
  /** For programs. */
  JSON {
    @Override
    void print(List<Report> reports, List<String> machine, PrintWriter out) {
      List<Object> benches = new ArrayList<>();
      for (Report report : reports) {
        List<Object> sheets = new ArrayList<>();
        for (Sheet sheet : report.sheets()) {
          sheets.add(Json.object("title", sheet.title(), "rows", objects(sheet)));
        }
        benches.add(
            Json.object(
                "name", report.name(),
                "about", report.about(),
                "conditions", report.conditions(),
                "tables", sheets));
      }
      out.println(Json.pretty(Json.object("machine", machine, "benches", benches)));
    }

    private List<Object> objects(Sheet sheet) {
      List<Object> rows = new ArrayList<>();
      for (List<String> cells : sheet.rows()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
          String heading = sheet.headings().get(column);
          row.put(heading.isEmpty() ? "verdict" : heading, cells.get(column));
        }
        rows.add(row);
      }
      return rows;
    }
  };

  abstract void print(List<Report> reports, List<String> machine, PrintWriter out);

  /** Prints and flushes. */
  public void printAll(List<Report> reports, Machine machine, PrintWriter out) {
    print(reports, machine.facts(), out);
    out.flush();
  }
}
