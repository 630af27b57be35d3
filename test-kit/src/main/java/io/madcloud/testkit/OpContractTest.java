package io.madcloud.testkit;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.OpFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.AssertionFailedError;

/**
 * What every plugin must do, as tests to inherit: a plugin's test extends this class and says what
 * the op is.
 *
 * <pre>{@code
 * final class ShoutContractTest extends OpContractTest {
 *   @Override
 *   protected OpContract contract() {
 *     return OpContract.op(
 *             """
 *             fields: { text: string, loud: string }
 *             ops:
 *               shout: { in: [text], out: [loud], plugin: shout }
 *             """)
 *         .answers(Map.of("text", "hello"))
 *         .answers(Map.of("text", ""))
 *         .fails(Map.of("text", 42))
 *         .refuses(Map.of("marks", "many"));
 *   }
 * }
 * }</pre>
 *
 * <p>A check that needs replies is skipped, and says so, when a sample has none.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OpContractTest {

  private static final String UNKNOWN_SETTING = "no-such-setting";

  private final List<Sample> samples = new ArrayList<>();
  private OpContract contract;
  private OpUnderTest op;
  private OpFunction function;

  /** The op, inputs that it answers, and what it must refuse. */
  protected abstract OpContract contract();

  @BeforeAll
  final void run_the_op_on_each_sample() {
    contract = contract();
    if (contract.samples.isEmpty()) {
      throw new AssertionError("Expected inputs that the op answers, but the contract has none");
    }
    op = new OpUnderTest(contract);
    function = op.function();
    for (Map<String, ?> written : contract.samples) {
      Answer answer = op.run(function, op.sample(written));
      samples.add(new Sample(() -> op.sample(written), answer));
    }
  }

  @Test
  final void answers_each_sample_with_messages() {
    for (Sample sample : samples) {
      assumeInTime(sample);
      Requirements.messages(sample.inputs(), sample.answer());
    }
  }

  @Test
  final void names_fields_by_their_local_names() {
    for (Field field : op.program().fields().values()) {
      if (mentions(op.with(), field.path())) {
        throw new AssertionError(
            "Expected local names in 'with', for an op does not know where it is mounted, but"
                + " found '%s'".formatted(field.path()));
      }
    }
    eachOutput(
        (local, value) -> {
          if (local.contains("/")) {
            throw new AssertionError(
                "Expected local names in replies, for an op does not know where it is mounted, but"
                    + " found '%s'".formatted(local));
          }
        });
  }

  @Test
  final void produces_declared_fields_only() {
    List<String> declared = op.op().out().stream().map(Slot::local).toList();
    eachOutput(
        (local, value) -> {
          if (!local.contains("/") && !declared.contains(local)) {
            throw new AssertionFailedError(
                "Expected no fields but %s in replies, but found '%s'%s"
                    .formatted(declared, local, DidYouMean.ending(local, declared)),
                declared,
                local);
          }
        });
  }

  @Test
  final void produces_values_of_the_declared_types() {
    eachOutput(
        (local, value) -> {
          Field field = op.op().out(local);
          if (field != null && field.type().conform(value) == null) {
            throw new AssertionFailedError(
                "Expected a %s for '%s', but found %s"
                    .formatted(field.type(), local, Shown.withType(value)),
                field.type(),
                Shown.withType(value));
          }
        });
  }

  /** Asked again, made anew, in another order of inputs, locale and time zone, in many threads. */
  @Test
  @ResourceLock(Resources.LOCALE)
  @ResourceLock(Resources.TIME_ZONE)
  final void answers_the_same_inputs_with_the_same_reply() {
    assumeMessages();
    new SameReply(op, function, samples).check();
  }

  @Test
  final void leaves_its_inputs_as_they_are() {
    assumeMessages();
    for (Sample sample : samples) {
      Map<String, Object> inputs = sample.inputs();
      op.run(function, inputs);
      if (!inputs.equals(sample.inputs())) {
        throw new AssertionFailedError(
            "Expected the op to leave its inputs as they are, but it changed them:"
                + Shown.differences(sample.inputs(), inputs),
            Shown.lines(sample.inputs()),
            Shown.lines(inputs));
      }
    }
  }

  @Test
  final void comes_back_in_time() {
    for (Sample sample : samples) {
      Requirements.inTime(sample.inputs(), sample.answer());
    }
    for (Map<String, ?> bad : contract.badInputs) {
      Requirements.inTime(op.inputs(bad), op.run(function, op.inputs(bad)));
    }
  }

  @Test
  final void comes_back_when_it_is_interrupted() {
    for (Sample sample : samples) {
      assumeInTime(sample);
      LimitedRun run =
          op.start(
              () -> {
                Thread.currentThread().interrupt();
                return function.call(op.call(sample.inputs()));
              });
      Requirements.interrupted(sample.inputs(), run.answer());
    }
  }

  /** Those of the contract; and whatever a program that wires it wrongly leaves out. */
  @Test
  final void fails_readably_on_bad_inputs() {
    for (Map<String, ?> bad : contract.badInputs) {
      Answer answer = op.run(function, op.inputs(bad));
      Requirements.failure(op.inputs(bad), answer);
      Requirements.readable(op.inputs(bad), answer);
    }
    Sample sample = samples.get(0);
    assumeInTime(sample);
    for (Slot slot : op.op().in()) {
      Map<String, Object> inputs = sample.inputs();
      inputs.remove(slot.local());
      Requirements.readable(inputs, op.run(function, new LinkedHashMap<>(inputs)));
    }
  }

  @Test
  final void refuses_wrong_settings() {
    for (Map<String, ?> with : contract.badSettings) {
      Requirements.refusal(op.plugin(), Written.plain(with), "");
    }
  }

  /** A plugin that takes settings of any name overrides this with an empty method. */
  @Test
  protected void refuses_settings_that_it_does_not_know() {
    Map<String, Object> with = new LinkedHashMap<>(op.with());
    with.put(UNKNOWN_SETTING, true);
    Requirements.refusal(op.plugin(), with, UNKNOWN_SETTING);
  }

  private void eachOutput(BiConsumer<String, Object> check) {
    assumeMessages();
    for (Sample sample : samples) {
      sample.answer().messages().forEach(message -> message.forEach(check));
    }
  }

  private void assumeMessages() {
    for (Sample sample : samples) {
      assumeInTime(sample);
      Assumptions.assumeTrue(
          sample.answer().messages() != null,
          "Needs messages on every sample; see answers_each_sample_with_messages");
    }
  }

  private static void assumeInTime(Sample sample) {
    Assumptions.assumeFalse(
        sample.answer() instanceof Answer.Late, "Needs an answer; see comes_back_in_time");
  }

  private static boolean mentions(Object value, String text) {
    if (value instanceof Map<?, ?> map) {
      return mentions(List.copyOf(map.values()), text);
    }
    return value instanceof List<?> list
        ? list.stream().anyMatch(item -> mentions(item, text))
        : text.equals(value);
  }
}
