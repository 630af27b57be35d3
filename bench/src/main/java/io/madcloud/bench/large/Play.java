package io.madcloud.bench.large;

import io.madcloud.bench.load.WrongOutcomeException;
import io.madcloud.serdes.Replies;
import io.madcloud.serdes.Values;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Call;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Reply;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.avro.specific.SpecificRecord;

/** Lets processes run to their end on an engine, one after the other. One thread. */
final class Play {

  private static final Topics TOPICS = DrivenEngine.topics();

  private final DrivenEngine engine;
  private final Growing growing;
  private long processes;

  Play(DrivenEngine engine, Growing growing) {
    this.engine = engine;
    this.growing = growing;
  }

  /**
   * Runs as many processes of a size as have so many invocations together.
   *
   * @throws WrongOutcomeException if one does not end once, as it must
   */
  Cost run(int size, int invocations) {
    Cost cost = Cost.NOTHING;
    for (int done = 0; done < invocations; done += size) {
      cost = cost.plus(run(size));
    }
    return cost;
  }

  private Cost run(int size) {
    String process = "process-" + processes++;
    Notification event =
        new Notification(Growing.NOTIFICATION, Values.fieldsToWire(growing.event(size)));
    long bytes = take(TOPICS.notifications(), process, Notification.class, event);
    Queue<Call> calls = new ArrayDeque<>(calls());
    long invocations = 0;
    for (Call call = calls.poll(); call != null; call = calls.poll()) {
      bytes += take(TOPICS.replies(), process, Reply.class, reply(call, size));
      invocations++;
      calls.addAll(calls());
    }
    List<Outcome> outcomes = engine.sent(TOPICS.outcomes(), Outcome.class);
    if (outcomes.size() != 1) {
      throw new WrongOutcomeException(
          "Expected one outcome of %s, but there are %d".formatted(process, outcomes.size()));
    }
    growing.check(outcomes.get(0), size);
    return new Cost(invocations, engine.cpuNs(), bytes);
  }

  private <T extends SpecificRecord> long take(
      String topic, String process, Class<T> type, T record) {
    engine.take(topic, process, type, record);
    engine.forget(TOPICS.journal());
    return engine.changelogBytes();
  }

  private List<Call> calls() {
    return engine.sent(TOPICS.calls(Growing.SERVER), Call.class);
  }

  private Reply reply(Call call, int size) {
    return Replies.done(
        call, growing.reply(call, size).stream().map(Values::fieldsToWire).toList());
  }
}
