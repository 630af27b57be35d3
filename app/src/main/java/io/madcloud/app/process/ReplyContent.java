package io.madcloud.app.process;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.program.Op;
import io.madcloud.serdes.Values;
import io.madcloud.wire.CallError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a reply says other than by fields: messages, none, or that the attempt failed. */
final class ReplyContent {

  @Option(
      names = "--message",
      paramLabel = "JSON",
      description = "One message as a JSON object; two or more are alternatives.")
  private List<String> messages = List.of();

  @Option(names = "--none", description = "No message: the call is answered, nothing is produced.")
  private boolean none;

  @Option(
      names = "--error",
      paramLabel = "TEXT",
      description = "The attempt failed; it is tried again as the op's supervision says.")
  private String error;

  @Option(names = "--final", description = "With --error: do not try again.")
  private boolean last;

  /** Fails unless exactly one thing is said, here or by fields. */
  void requireOne(List<String> fields) {
    long said =
        Stream.of(!fields.isEmpty(), !messages.isEmpty(), none, error != null)
            .filter(it -> it)
            .count();
    if (said != 1) {
      throw new InvalidInputException(
          "Expected one of NAME=VALUE, --message, --none and --error, but found "
              + (said == 0 ? "none" : "several"));
    }
    if (last && error == null) {
      throw new InvalidInputException("Expected --error with --final, but found none");
    }
  }

  /** The messages for the wire, typed as the op declares them. */
  List<Map<String, Object>> messages(List<String> fields, Op op) {
    if (!fields.isEmpty()) {
      return List.of(Values.fieldsToWire(FieldArguments.typed(fields, op)));
    }
    return messages.stream()
        .map(json -> Values.fieldsToWire(FieldArguments.typed(json, op)))
        .toList();
  }

  /** Null when the attempt did not fail. */
  CallError error() {
    return error == null ? null : new CallError(error, !last);
  }
}
