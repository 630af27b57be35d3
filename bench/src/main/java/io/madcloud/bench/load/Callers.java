package io.madcloud.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sees by the calls to a server that processes of a crowd do what they should. One thread. */
public final class Callers implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private Ledger ledger;
  private byte[] op;
  private long oneOf;
  private long expected;

  /** Connects; the topic of the calls must be there. */
  public Callers(String bootstrapServers, String topic) {
    consumer = Clients.consumer(bootstrapServers, topic);
    expect("call", "", 1, 0);
  }

  /**
   * From now on these are to call, once each, and nobody else.
   *
   * @param what it means that they call, for messages
   * @param opPath of the op that calls
   * @param everyOneOf every how manyth of the crowd is to call
   */
  public void expect(String what, String opPath, long everyOneOf, long crowd) {
    ledger = new Ledger(what);
    op = opPath.getBytes(StandardCharsets.UTF_8);
    oneOf = everyOneOf;
    expected = (crowd + everyOneOf - 1) / everyOneOf;
  }

  /** How many are to call. */
  public long expected() {
    return expected;
  }

  /** How many have, of those that are to call. */
  public long called() {
    return ledger.distinct();
  }

  /** Waits for calls for a while; returns how many came. */
  public int poll(Duration time) {
    int calls = 0;
    for (ConsumerRecord<byte[], byte[]> call : consumer.poll(time)) {
      long number = Crowd.number(call.key());
      if (!Payload.contains(call.value(), op)) {
        ledger.wrong("process " + number + ", by another op");
      } else {
        ledger.finished(number % oneOf == 0 ? number / oneOf : -1, expected);
      }
      calls++;
    }
    return calls;
  }

  /** Sees that all have called, once each: see {@link Ledger#require}. */
  public void require(String side) {
    ledger.require(side, expected);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
