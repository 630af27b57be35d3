package io.madcloud.engine;

import io.madcloud.engine.Update.Identity;
import io.madcloud.engine.Update.Producer;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Translates between the numbers that invocations and messages have here and the names by which all
 * datacenters know them. Serves one turn.
 */
final class Producers {

  /** An invocation of another datacenter. */
  private record Foreign(String datacenter, int number) {}

  private final Process process;
  private final Map<Foreign, Integer> foreign = new HashMap<>();
  private int indexed;

  Producers(Process process) {
    this.process = process;
  }

  /** The name of a message. */
  Producer of(int message) {
    int number = process.messages.get(message).invocation();
    if (number == 0) {
      return new Producer(process.spread.origin(), 0, 0);
    }
    Invocation invocation = process.invocation(number);
    int index = message - invocation.firstMessage();
    return invocation.elsewhere() == null
        ? new Producer(process.spread.here(), number, index)
        : new Producer(invocation.elsewhere().datacenter(), invocation.elsewhere().number(), index);
  }

  /** The number of a message here; its invocation is known. */
  int message(Producer producer) {
    if (producer.invocation() == 0) {
      return 0;
    }
    int number = invocation(producer.datacenter(), producer.invocation());
    return process.invocation(number).firstMessage() + producer.message();
  }

  /** The number of an invocation here; 0 when it is not known. */
  int invocation(String datacenter, int number) {
    if (datacenter.equals(process.spread.here())) {
      return number <= process.invocationCount() ? number : 0;
    }
    while (indexed < process.invocationCount()) {
      indexed++;
      Invocation.Elsewhere elsewhere = process.invocation(indexed).elsewhere();
      if (elsewhere != null) {
        foreign.put(new Foreign(elsewhere.datacenter(), elsewhere.number()), indexed);
      }
    }
    return foreign.getOrDefault(new Foreign(datacenter, number), 0);
  }

  /** The identities in the key of an invocation, by name. */
  List<Identity> key(Invocation invocation, Program program) {
    List<Identity> identities = new ArrayList<>();
    int[] key = invocation.key();
    for (int at = 0; at < key.length; at += 2 + key[at + 1]) {
      List<Producer> producers = new ArrayList<>(key[at + 1]);
      for (int index = 0; index < key[at + 1]; index++) {
        producers.add(of(key[at + 2 + index]));
      }
      identities.add(new Identity(program.field(key[at]).path(), producers));
    }
    return identities;
  }

  /** The key of named identities, by the numbers that they have here; all are known. */
  int[] key(List<Identity> identities, Program program) {
    int length = 0;
    for (Identity identity : identities) {
      length += 2 + identity.producers().size();
    }
    int[] key = new int[length];
    int at = 0;
    for (Identity identity : identities) {
      Field field = program.field(identity.field());
      key[at++] = field.number();
      key[at++] = identity.producers().size();
      for (Producer producer : identity.producers()) {
        key[at++] = message(producer);
      }
    }
    return key;
  }
}
