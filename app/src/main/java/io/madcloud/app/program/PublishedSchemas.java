package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.OpRecordSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The schemas of what the one-way ops of a declaration publish, and the registry that has them. */
final class PublishedSchemas {

  private final OpRecordSerializer records;
  private final List<Op> published;

  /**
   * Asks whether the registry takes them.
   *
   * @param after the program with the declaration
   * @throws InvalidInputException with a mistake for each field that speaks against it
   */
  PublishedSchemas(Connection connection, Declaration declaration, Program after) {
    this.records = connection.serdes().ofOps();
    this.published =
        declaration.ops().stream()
            .map(spec -> after.op(spec.path()))
            .filter(Objects::nonNull)
            .filter(op -> op.action() instanceof Action.Publish)
            .toList();
    List<Mistake> mistakes = new ArrayList<>();
    String ours = connection.topics().prefix();
    for (Op op : published) {
      if (op.spec().topic().startsWith(ours)) {
        mistakes.add(
            mistake(
                op,
                "Expected none of Madcloud's own topics, which begin with '"
                    + ours
                    + "', but "
                    + op.spec().topic()));
      }
      records.problems(op).forEach(problem -> mistakes.add(mistake(op, problem)));
    }
    Map<String, Op> owners = new HashMap<>();
    for (Op op : after.ops().values()) {
      if (op.action() instanceof Action.Publish) {
        records
            .subject(op)
            .map(subject -> shared(subject, owners.putIfAbsent(subject, op), op))
            .ifPresent(mistakes::add);
      }
    }
    if (!mistakes.isEmpty()) {
      throw InvalidInputException.of(mistakes);
    }
  }

  /** Null where nobody else has the subject. */
  private static Mistake shared(String subject, Op owner, Op op) {
    return owner == null
        ? null
        : mistake(
            op,
            "Expected one op for each subject, but %s has %s too; give it a topic of its own, or set value.subject.name.strategy=TopicRecordNameStrategy"
                .formatted(owner, subject));
  }

  private static Mistake mistake(Op op, String message) {
    return new Mistake(op.spec().place().part("topic"), message);
  }

  /**
   * Registers them.
   *
   * @throws io.madcloud.serdes.RegistryException if the registry does not take one after all
   */
  void register() {
    published.forEach(records::register);
  }
}
