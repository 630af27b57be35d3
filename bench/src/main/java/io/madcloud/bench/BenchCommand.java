package io.madcloud.bench;

import io.madcloud.app.cli.DurationConverter;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import io.madcloud.bench.contest.Terms;
import io.madcloud.bench.report.Machine;
import io.madcloud.bench.report.Printer;
import io.madcloud.bench.report.Progress;
import io.madcloud.bench.report.Report;
import io.madcloud.engine.program.DidYouMean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud bench}: measures, and compares with what one would have written by hand. */
@Command(
    name = "madcloud bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    abbreviateSynopsis = true,
    description = {
      "Measures how fast Madcloud is, each figure beside that of what it is compared with.",
      "Broker, engine and counterparts are processes of their own on this machine; their data is"
          + " temporary. Without a name everything is measured, which takes hours: 10 minutes of"
          + " load for each side of each bench, and more.",
      "",
      "Example: bin/madcloud bench steps --pairs 5 --window 20s --retained 100000"
    },
    parameterListHeading = "%n",
    optionListHeading = "%n")
final class BenchCommand implements Callable<Integer> {

  private static final Duration LONGEST_RAMP = Duration.ofSeconds(2);
  private static final int RAMP_SHARE = 5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "What to measure; --list tells the names.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Tell what can be measured, and measure nothing.")
  private boolean list;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Windows of each side, taken in turn (default: 10).")
  private Integer pairs;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long one window is (default: 60s).")
  private Duration window;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long each side has load before the first window (default: 60s).")
  private Duration warmUp;

  @Option(
      names = "--retained",
      paramLabel = "N",
      description = "Processes that have finished on each side before (default: 1000000).")
  private Long retained;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      description =
          "Processes that wait on each side of mutable all the time; ten times as many in waiting"
              + " (default: 100000).")
  private Long waiting;

  @Option(
      names = "--quick",
      description = "See within a minute that it works; the figures mean little.")
  private boolean quick;

  @Option(names = "--markdown", description = "Print tables for a page of documentation.")
  private boolean markdown;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Draw what grows into SVG files in this directory as well.")
  private Path plots;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Table table = new Table("NAME", "MEASURES");
      Benches.ALL.forEach(bench -> table.row(bench.name(), bench.about()));
      table.print(out);
      return 0;
    }
    Terms terms = terms();
    List<Bench> chosen = chosen();
    Machine machine = new Machine(terms.jvmOptions());
    Progress progress = new Progress(spec.commandLine().getErr());
    List<Report> reports = new ArrayList<>();
    for (Bench bench : chosen) {
      reports.addAll(bench.run(terms, progress));
    }
    if (plots != null) {
      draw(reports);
    }
    Printer printer = output.isJson() ? Printer.JSON : markdown ? Printer.MARKDOWN : Printer.TEXT;
    printer.printAll(reports, machine, out);
    return 0;
  }

  private void draw(List<Report> reports) throws IOException {
    Files.createDirectories(plots);
    for (Report report : reports) {
      for (Map.Entry<String, String> picture : report.pictures().entrySet()) {
        Files.writeString(plots.resolve(picture.getKey()), picture.getValue());
      }
    }
  }

  private List<Bench> chosen() {
    if (names.isEmpty()) {
      return Benches.ALL;
    }
    Map<String, Bench> benches = Benches.byName();
    List<Bench> chosen = new ArrayList<>();
    for (String name : names) {
      Bench bench = benches.get(name);
      if (bench == null) {
        throw new InvalidInputException(
            "Expected the name of a bench (%s), but found '%s'%s"
                .formatted(
                    String.join(", ", benches.keySet()),
                    name,
                    DidYouMean.ending(name, benches.keySet())));
      }
      chosen.add(bench);
    }
    return chosen;
  }

  private Terms terms() {
    Terms base = quick ? Terms.QUICK : Terms.FULL;
    Duration measured = window == null ? base.window() : window;
    Duration ramp = measured.dividedBy(RAMP_SHARE);
    Terms terms =
        new Terms(
            pairs == null ? base.pairs() : pairs,
            measured,
            ramp.compareTo(LONGEST_RAMP) > 0 ? LONGEST_RAMP : ramp,
            warmUp == null ? base.warmUp() : warmUp,
            retained == null ? base.retained() : retained,
            waiting == null ? base.waiting() : waiting,
            base.mostUnderWay(),
            base.jvmOptions());
    require(terms.pairs() >= 1, "--pairs to be at least 1", terms.pairs());
    require(
        measured.toMillis() >= 100, "--window to be at least 100ms", measured.toMillis() + "ms");
    require(terms.retained() >= 0, "--retained to be at least 0", terms.retained());
    require(terms.waiting() >= 1, "--waiting to be at least 1", terms.waiting());
    return terms;
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new InvalidInputException("Expected " + expected + ", but found " + found);
    }
  }
}
