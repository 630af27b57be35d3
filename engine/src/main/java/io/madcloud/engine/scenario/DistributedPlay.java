package io.madcloud.engine.scenario;

import io.madcloud.engine.Datacenters;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Update;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plays a scenario in several datacenters, each with an engine, a program and processes of its own,
 * and links between them. Not thread-safe.
 */
final class DistributedPlay {

  private final Scenario scenario;
  private final Map<String, Rehearsal> stages = new LinkedHashMap<>();
  private final Links links;

  /** Processes in order of their notification, with the datacenter where it arrived. */
  private final Map<String, String> origins = new LinkedHashMap<>();

  /**
   * @param program declared in all datacenters
   */
  DistributedPlay(
      Scenario scenario, ProgramCompiler compiler, Program program, Rehearsal.Observer observer) {
    this.scenario = scenario;
    this.links = new Links(scenario.hostility(), this::arrive);
    for (String datacenter : scenario.datacenters()) {
      stages.put(
          datacenter,
          new Rehearsal(
              scenario.limits(),
              compiler,
              program,
              observer,
              Datacenters.of(datacenter, scenario.datacenters()),
              links::send));
    }
  }

  private void arrive(String datacenter, Update update) {
    stages.get(datacenter).arrive(update);
  }

  ScenarioOutcome play() {
    List<ScenarioOutcome.RejectedEvent> rejected = new ArrayList<>();
    for (int index = 0; index < scenario.events().size(); index++) {
      Rejection reason = bring(scenario.events().get(index));
      if (reason != null) {
        rejected.add(new ScenarioOutcome.RejectedEvent(index, reason));
      }
      links.deliver();
    }
    links.deliverAll();
    return outcome(rejected);
  }

  private Rejection bring(ScenarioEvent event) {
    if (event instanceof ScenarioEvent.At at) {
      return bring(at.event(), stages.get(at.datacenter()), at.datacenter());
    }
    if (event instanceof ScenarioEvent.Advance advance) {
      advance(advance.durationMs());
      return null;
    }
    if (event instanceof ScenarioEvent.Declare || event instanceof ScenarioEvent.Remove) {
      Set<Rejection> reasons = new LinkedHashSet<>();
      stages.values().forEach(stage -> reasons.add(ScenarioRunner.bring(stage, event)));
      return reasons.iterator().next();
    }
    String datacenter = placeOf(event);
    return bring(event, stages.get(datacenter), datacenter);
  }

  private Rejection bring(ScenarioEvent event, Rehearsal stage, String datacenter) {
    if (event instanceof ScenarioEvent.Notify notify) {
      if (origins.containsKey(notify.process()) && stage.program().op(notify.op()) != null) {
        return Rejection.DUPLICATE_PROCESS;
      }
      Rejection reason = ScenarioRunner.bring(stage, event);
      if (reason == null) {
        origins.put(notify.process(), datacenter);
      }
      return reason;
    }
    return ScenarioRunner.bring(stage, event);
  }

  /** Where an event goes that does not say. */
  private String placeOf(ScenarioEvent event) {
    if (event instanceof ScenarioEvent.Reply reply) {
      return first(stage -> stage.pending(reply.op(), reply.process()) != null, reply.process());
    }
    if (event instanceof ScenarioEvent.Fail fail) {
      return first(stage -> stage.pending(fail.op(), fail.process()) != null, fail.process());
    }
    if (event instanceof ScenarioEvent.Cancel cancel) {
      return originOf(cancel.process());
    }
    return scenario.datacenters().get(0);
  }

  private String first(Predicate<Rehearsal> test, String process) {
    for (Map.Entry<String, Rehearsal> stage : stages.entrySet()) {
      if (test.test(stage.getValue())) {
        return stage.getKey();
      }
    }
    return originOf(process);
  }

  private String originOf(String process) {
    return origins.getOrDefault(process, scenario.datacenters().get(0));
  }

  /** Time passes everywhere alike: whatever falls due first replies first. */
  private void advance(long durationMs) {
    long untilMs = stages.values().iterator().next().timeMs() + durationMs;
    long next = nextDueMs(untilMs);
    while (next <= untilMs) {
      long now = next;
      stages.values().forEach(stage -> stage.advance(Math.max(0, now - stage.timeMs())));
      links.deliver();
      next = nextDueMs(untilMs);
    }
    stages.values().forEach(stage -> stage.advance(untilMs - stage.timeMs()));
  }

  private long nextDueMs(long untilMs) {
    return stages.values().stream()
        .mapToLong(stage -> stage.nextDueMs(untilMs))
        .min()
        .orElseThrow();
  }

  private ScenarioOutcome outcome(List<ScenarioOutcome.RejectedEvent> rejected) {
    Map<String, Map<String, ProcessView>> views = new LinkedHashMap<>();
    origins.keySet().forEach(process -> views.put(process, new LinkedHashMap<>()));
    stages.forEach(
        (datacenter, stage) ->
            stage.processes().forEach(view -> views.get(view.id()).put(datacenter, view)));
    List<ProcessView> unions = new ArrayList<>();
    views.forEach((process, its) -> unions.add(Union.of(its, origins.get(process))));
    return new ScenarioOutcome(
        unions, rejected, new ScenarioOutcome.Distribution(views, links.crossed()));
  }
}
