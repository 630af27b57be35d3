package io.madcloud.engine.check;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ServerSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is legal in a program and probably wrong. A warning holds for every process of the
 * program as it is, in whatever order replies arrive; of what is not certain, and of what programs
 * commonly do on purpose, nothing is said; but of masks that cross between datacenters, in doubt it
 * is warned. Stateless; pure.
 */
public final class ProgramCheck {

  private ProgramCheck() {}

  /**
   * Finds warnings.
   *
   * @param program with the declaration on top of whatever was declared before
   * @param declaration whose ops and fields the warnings are about
   * @return in the order of the sources
   */
  public static List<Warning> warnings(Program program, Declaration declaration) {
    Wiring wiring = new Wiring(program);
    Report report = new Report(declaration);
    Courses courses = new Courses(wiring);
    FieldUse fields = new FieldUse(wiring);
    Loops loops = new Loops(wiring, courses, report);
    MaskRaces races = new MaskRaces(wiring, report);
    MaskCrossings crossings = new MaskCrossings(wiring, report);
    Alternatives alternatives = new Alternatives(wiring, courses, report);
    courses.explore(
        course -> {
          fields.see(course);
          loops.see(course);
          races.see(course);
          crossings.see(course);
          alternatives.see(course);
        });
    reportImpossible(wiring, courses, report);
    fields.report(courses, report);
    crossings.report();
    alternatives.report();
    reportUncalled(wiring, declaration, report);
    SharedTopics.report(program, report);
    return report.warnings();
  }

  private static void reportUncalled(Wiring wiring, Declaration declaration, Report report) {
    Set<String> called = new HashSet<>();
    for (int op = 0; op < wiring.opCount(); op++) {
      if (wiring.op(op).action() instanceof Action.Call call) {
        called.add(call.server());
      }
    }
    for (ServerSpec server : declaration.servers()) {
      if (server.inFlight() != null && !called.contains(server.name())) {
        report.warn(
            Warning.Kind.UNCALLED_SERVER,
            server,
            "No op calls this server, so its limit limits nothing%s. Mend the name, or remove it."
                .formatted(
                    DidYouMean.nearest(server.name(), called)
                        .map(name -> " (an op calls '" + name + "')")
                        .orElse("")));
      }
    }
  }

  private static void reportImpossible(Wiring wiring, Courses courses, Report report) {
    Impossible impossible = new Impossible(wiring, courses);
    for (int op = 0; op < wiring.opCount(); op++) {
      if (courses.isImpossible(op)) {
        Impossible.Reason reason = impossible.reason(op);
        report.warn(
            Warning.Kind.NEVER_HAPPENS,
            wiring.op(op),
            reason.part(),
            "This op can never happen, because %s. Mend that, or remove the op."
                .formatted(reason.text()));
      }
    }
  }
}
