package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.EngineGroup.Member;
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
   * @param engines that work with it; null when nobody waited for them
   */
  record Outcome(Difference difference, Long revision, List<String> topics, List<Member> engines) {}

  /**
   * Carries the change out, as far as the options want that. Nothing is written where nothing
   * changes.
   *
   * @throws IllegalStateException if somebody else's change came first and does not go with it, or
   *     engines do not take it in time
   */
  Outcome carryOut(Connection connection, DeclaredProgram declared, DeclareOptions options)
      throws InterruptedException {
    Difference difference = Difference.between(declared.program(), after);
    CallsTopics topics = new CallsTopics(connection, after);
    if (options.dryRun()) {
      return new Outcome(difference, null, topics.missing(), null);
    }
    List<String> created = topics.create();
    long revision =
        difference.isEmpty() ? declared.program().revision() : publish(connection, declared);
    List<Member> engines =
        options.waits() ? new Engines(connection).await(revision, options.timeout()) : null;
    return new Outcome(difference, revision, created, engines);
  }

  /** Writes the change to the program log, and reads there what came of it. */
  long publish(Connection connection, DeclaredProgram declared) throws InterruptedException {
    long revision;
    try (ProgramPublisher publisher =
        ProgramPublisher.open(connection.clients(), connection.topics().programs())) {
      revision = publisher.publish(declaration, removals);
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
