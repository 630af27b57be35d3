package io.madcloud.engine.check;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import java.util.List;

/**
 * Finds what is legal in a program and probably wrong. A warning holds for every process of the
 * program as it is, in whatever order replies arrive; of what is not certain, and of what programs
 * commonly do on purpose, nothing is said. Stateless; pure.
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
    Alternatives alternatives = new Alternatives(wiring, courses, report);
    courses.explore(
        course -> {
          fields.see(course);
          loops.see(course);
          races.see(course);
          alternatives.see(course);
        });
    reportImpossible(wiring, courses, report);
    fields.report(courses, report);
    alternatives.report();
    return report.warnings();
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
