package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.engine.check.Difference;
import io.madcloud.engine.check.ProgramCheck;
import io.madcloud.engine.check.Warning;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.ProgramPublisher;
import io.madcloud.topology.program.RejectedDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of the declared program, on its way to the engines.
 *
 * @param declaration what is declared
 * @param removals what is removed before
 * @param after the program as it will be, if nobody else changes it meanwhile
 */
record ProgramChange(Declaration declaration, List<String> removals, Program after) {

  private static final Duration READ = Duration.ofSeconds(30);

  /**
   * What came of a change.
   *
   * @param revision of the program with the change; null when it was not carried out
   * @param topics that were created, or are missing when it was not carried out
   * @param warnings about what is declared, if anything of it is new
   */
  record Outcome(
      Difference difference, Long revision, List<String> topics, List<Warning> warnings) {}

  /**
   * Carries the change out. Nothing is written where nothing changes.
   *
   * @param dryRun tells what would change, and changes nothing
   * @throws io.madcloud.app.cli.InvalidInputException if the registry does not take what an op
   *     publishes
   * @throws IllegalStateException if somebody else's change came first and does not go with it
   */
  Outcome carryOut(Connection connection, DeclaredProgram declared, boolean dryRun)
      throws InterruptedException {
    Difference difference = Difference.between(declared.program(), after);
    EdgeTopics topics = new EdgeTopics(connection, after);
    PublishedSchemas schemas = new PublishedSchemas(connection, declaration, after);
    List<Warning> warnings =
        difference.isEmpty() ? List.of() : ProgramCheck.warnings(after, declaration);
    if (dryRun) {
      return new Outcome(difference, null, topics.missing(), warnings);
    }
    List<String> created = topics.create();
    schemas.register();
    long revision =
        difference.isEmpty() ? declared.program().revision() : publish(connection, declared);
    return new Outcome(difference, revision, created, warnings);
  }

  /** Writes the change to the program log, and reads there what came of it. */
  long publish(Connection connection, DeclaredProgram declared) throws InterruptedException {
    return publish(connection, declared, log -> log.publish(declaration, removals));
  }

  /** Writes something to the program log and answers its revision. */
  @FunctionalInterface
  interface Act {
    long on(ProgramPublisher log) throws InterruptedException;
  }

  /** Writes something to the program log, and reads there what came of it. */
  static long publish(Connection connection, DeclaredProgram declared, Act act)
      throws InterruptedException {
    long revision;
    try (ProgramPublisher publisher =
        ProgramPublisher.open(connection.clients(), connection.topics().programs())) {
      revision = act.on(publisher);
    }
    Program unused = declared.log().awaitRevision(revision, READ);
    Optional<RejectedDeclaration> rejection = declared.log().rejection(revision);
    if (rejection.isPresent()) {
      throw new IllegalStateException(
          "Expected the change to go with the program, but somebody changed that at the same time:"
              + rejection.get().mistakes().stream()
                  .map(mistake -> "\n  " + mistake)
                  .collect(Collectors.joining())
              + "\nNothing of it holds; try it again");
    }
    return revision;
  }
}
