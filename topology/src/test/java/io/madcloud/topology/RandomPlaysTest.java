package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Limits;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpReply;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * Random plays, on the topology and on the pure engine: what processes are, what was rejected and
 * what the journal says has to agree with what lies in the stores after each event.
 */
final class RandomPlaysTest {

  private static final int PLAYS = 40;
  private static final int EVENTS = 25;
  private static final Limits LIMITS = new Limits(12, 60, 1_000);

  @Test
  void topology_and_engine_agree() {
    Long given = Long.getLong("madcloud.seed");
    long first = given == null ? System.nanoTime() : given;
    int plays = given == null ? PLAYS : 1;
    System.out.println(getClass().getSimpleName() + ": seeds from " + first);
    for (long seed = first; seed < first + plays; seed++) {
      try {
        new Play(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "Expected seed %d to hold, but: %s%nRun it again with: mvn test -pl topology -am -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dmadcloud.seed=%d"
                .formatted(seed, e.getMessage(), getClass().getSimpleName(), seed),
            e);
      }
    }
  }

  private static final class Play {
    private static final ProgramCompiler COMPILER = TestPrograms.compiler(Map.of());

    private final RandomPlay random;
    private final TestEngine engine;
    private final Rehearsal rehearsal;
    private double duplicates;

    Play(long seed) {
      random = new RandomPlay(seed);
      String program = random.program();
      engine =
          TestEngine.of(program)
              .with(MadcloudConfig.LIMIT_FIELDSETS, (int) LIMITS.fieldsets())
              .with(MadcloudConfig.LIMIT_FIRINGS, (int) LIMITS.firings())
              .with(MadcloudConfig.LIMIT_BYTES, LIMITS.bytes())
              .start();
      rehearsal = new Rehearsal(LIMITS, COMPILER, engine.programs.current());
    }

    void run() {
      try (engine) {
        for (int event = 0; event < EVENTS; event++) {
          String process = "p" + random.next(4);
          switch (random.next(10)) {
            case 0, 1, 2 -> notify(process);
            case 3, 4, 5, 6 -> reply(process);
            case 7 -> declare(random.declaration());
            case 8 -> remove(random.opPath());
            default -> cancel(process);
          }
          agree();
        }
        for (ProcessView view : rehearsal.processes()) {
          JournalReplay.check(engine, view.id());
          checkOutcomes(view);
        }
      }
    }

    private void notify(String process) {
      Map<String, Object> fields = new HashMap<>();
      fields.put("f" + random.next(3), (long) random.next(5));
      fields.put("f" + random.next(4), (long) random.next(5));
      engine.notify(process, "/begin", fields);
      rejected(rehearsal.notify("/begin", process, fields));
    }

    private void reply(String process) {
      Program program = engine.programs.current();
      Process known = engine.process(process);
      String op = random.opPath();
      int invocation = known == null ? 0 : known.oldestPendingCall(program, op);
      if (invocation == 0) {
        return;
      }
      CallError error = random.next(4) == 0 ? new CallError("boom", random.next(2) == 0) : null;
      List<Map<String, Object>> messages = new ArrayList<>();
      List<Field> out =
          rehearsal.pending(op, process).out().stream().map(slot -> slot.field()).toList();
      for (int count = error == null ? random.next(3) : 0; count > 0; count--) {
        String local = out.get(0).path().substring(1);
        messages.add(
            random.next(8) == 0
                ? Map.of("nonsense", 1L)
                : Map.of(local, random.next(8) == 0 ? "text" : (Object) (long) random.next(5)));
      }
      Incarnation incarnation =
          new Incarnation(
              known.incarnation().topic(),
              known.incarnation().partition(),
              known.incarnation().offset());
      engine.reply(new Reply(process, incarnation, invocation, 0, messages, error));
      rejected(
          rehearsal.reply(
              op,
              process,
              error == null
                  ? OpReply.of(messages)
                  : error.getRetryable() ? OpReply.failure("boom") : OpReply.finalFailure("boom")));
    }

    private void declare(String yaml) {
      boolean holds = engine.programs.offer(yaml);
      ReadProgram read =
          ProgramReader.read(List.of(YamlDocument.parse("test.yaml", yaml)), rehearsal.program());
      Rejection rejection =
          read.mistakes().isEmpty()
              ? rehearsal.declare(read.declaration())
              : Rejection.INVALID_PROGRAM;
      assertThat(rejection == null).isEqualTo(holds);
      sweep();
    }

    private void remove(String path) {
      assertThat(engine.programs.remove(path)).isEqualTo(rehearsal.remove(path) == null);
      sweep();
    }

    private void sweep() {
      for (int tick = 0; tick < 5; tick++) {
        engine.advance(Duration.ofMillis(100));
      }
    }

    private void cancel(String process) {
      engine.cancel(process);
      rejected(rehearsal.cancel(process));
    }

    private void rejected(Rejection expected) {
      List<String> reasons =
          engine.deadLetters().stream()
              .map((TestRecord<byte[], byte[]> it) -> TestEngine.header(it, Refusals.REASON))
              .filter(reason -> !reason.equals("failed"))
              .toList();
      double counted = engine.counted("madcloud.inputs.rejected", "reason", "duplicate-process");
      if (expected == Rejection.DUPLICATE_PROCESS) {
        duplicates++;
        assertThat(reasons).isEmpty();
      } else if (expected == null) {
        assertThat(reasons).isEmpty();
      } else {
        assertThat(reasons).containsExactly(expected.text());
      }
      assertThat(counted).isEqualTo(duplicates);
    }

    private void agree() {
      Program program = engine.programs.current();
      assertThat(program.revision()).isEqualTo(rehearsal.program().revision());
      for (ProcessView view : rehearsal.processes()) {
        Process stored = engine.process(view.id());
        assertThat(stored.view(program)).isEqualTo(view);
      }
    }

    private void checkOutcomes(ProcessView view) {
      List<Outcome> outcomes = engine.outcomes(view.id());
      assertThat(outcomes).hasSize(view.revision());
      for (int index = 0; index < outcomes.size(); index++) {
        assertThat(outcomes.get(index).getRevision()).isEqualTo(index + 1);
      }
      if (!view.status().equals("running")) {
        Map<String, Object> live = new TreeMap<>();
        view.fieldsets().stream()
            .filter(fieldset -> !fieldset.closed())
            .forEach(fieldset -> live.put(fieldset.id(), withoutFailures(fieldset.fields())));
        Map<String, Object> shown = new TreeMap<>();
        outcomes
            .get(outcomes.size() - 1)
            .getFieldsets()
            .forEach(
                fieldset -> shown.put(fieldset.getId(), withoutFailures(fieldset.getFields())));
        assertThat(shown).isEqualTo(live);
      }
    }

    private static Map<String, Object> withoutFailures(Map<String, Object> fields) {
      Map<String, Object> others = new TreeMap<>(fields);
      others.remove("/oops");
      return others;
    }
  }
}
