package io.madcloud.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A plugin that breaks one rule fails the check of that rule, and no other. */
final class BrokenContractsTest {

  @Test
  void a_sound_plugin_passes_every_check() {
    assertThat(Launch.results(BrokenPlugins.Sound.class))
        .hasSize(12) // eleven, and the class
        .allSatisfy((test, result) -> assertThat(result.getStatus()).isEqualTo(Status.SUCCESSFUL));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "FailsOnASample, answers_each_sample_with_messages,"
            + " but it threw java.lang.IllegalStateException: Expected a licence",
        "NamesAPathInItsReply, names_fields_by_their_local_names, but found '/sync/echo'",
        "NeedsAPathInItsSettings, names_fields_by_their_local_names, but found '/sync/echo'",
        "ProducesMoreThanItDeclares, produces_declared_fields_only,"
            + " but found 'ecko'; did you mean 'echo'?",
        "ProducesAnotherType, produces_values_of_the_declared_types,"
            + " `Expected a string for 'echo', but found 7 of type Integer`",
        "ReadsTheClock, answers_the_same_inputs_with_the_same_reply, when it is asked again",
        "Counts, answers_the_same_inputs_with_the_same_reply, of another instance",
        "AddsToWhatItAnsweredBefore, answers_the_same_inputs_with_the_same_reply,"
            + " when it is asked again",
        "LooksAtTheOrderOfItsInputs, answers_the_same_inputs_with_the_same_reply,"
            + " to inputs in another order",
        "UsesTheDefaultLocale, answers_the_same_inputs_with_the_same_reply,"
            + " in another locale and time zone",
        "UsesTheDefaultTimeZone, answers_the_same_inputs_with_the_same_reply,"
            + " in another locale and time zone",
        "MixesUpItsThreads, answers_the_same_inputs_with_the_same_reply,"
            + " `while other threads run it, too`",
        "SpoilsItsInputs, leaves_its_inputs_as_they_are, `tags is {} instead of {one: 1, two: 2}`",
        "NeverComesBack, comes_back_in_time,"
            + " `did not come back within 1000 ms, only once its thread was interrupted`",
        "NeverComesBackEvenInterrupted, comes_back_in_time,"
            + " `did not come back within 1000 ms, nor after its thread was interrupted`",
        "WaitsOnWhenInterrupted, comes_back_when_it_is_interrupted,"
            + " `Expected the op to come back soon, for its thread is interrupted`",
        "TakesBadInputs, fails_readably_on_bad_inputs,"
            + " `Expected a failure on the inputs {text: 42, tags: {}}, but it answered []`",
        "FailsByAccident, fails_readably_on_bad_inputs,"
            + " but it threw java.lang.ClassCastException",
        "FailsWithoutAWord, fails_readably_on_bad_inputs, OpReply.finalFailure(",
        "TakesWrongSettings, refuses_wrong_settings,"
            + " `Expected plugin 'echo' to refuse {to: false}, but it took it`",
        "TripsOverWrongSettings, refuses_wrong_settings,"
            + " but found java.lang.ClassCastException",
        "TakesUnknownSettings, refuses_settings_that_it_does_not_know,"
            + " `refuse {to: \"echo\", no-such-setting: true}, but it took it`",
      })
  void a_broken_rule_is_found(String plugin, String check, String message) throws Exception {
    Map<String, Throwable> failures =
        Launch.failures(Class.forName(BrokenPlugins.class.getName() + "$" + plugin));
    assertThat(failures).containsOnlyKeys(check);
    assertThat(failures.get(check))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
