package io.madcloud.acceptance.faults;

import io.madcloud.wire.Call;
import io.madcloud.wire.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that engines published, and those that servers saw: whether an idempotency key stands
 * for one invocation, and whether nobody saw a call that was taken back.
 */
final class CallKeys {

  /** An invocation, as nothing else in the world is called. */
  record Invocation(String process, Incarnation incarnation, int number) {}

  private final Map<String, Set<Invocation>> published = new HashMap<>();
  private final Map<Invocation, Set<String>> keys = new HashMap<>();
  private final Map<String, Set<Invocation>> seen = new ConcurrentHashMap<>();
  private int further;

  /** A committed record of a topic of calls. */
  void published(Call call) {
    Invocation invocation =
        new Invocation(call.getProcess(), call.getIncarnation(), call.getInvocation());
    published.computeIfAbsent(call.getIdempotencyKey(), key -> new HashSet<>()).add(invocation);
    keys.computeIfAbsent(invocation, it -> new HashSet<>()).add(call.getIdempotencyKey());
    further += call.getAttempt() > 1 ? 1 : 0;
  }

  /** A server saw a call. To be called by any thread. */
  void seen(Call call) {
    seen(
        call.getIdempotencyKey(),
        new Invocation(call.getProcess(), call.getIncarnation(), call.getInvocation()));
  }

  private void seen(String key, Invocation invocation) {
    seen.computeIfAbsent(key, it -> ConcurrentHashMap.newKeySet()).add(invocation);
  }

  /** Servers saw what they have printed; all that was published must be known by now. */
  void printed(String output) {
    for (String line : output.lines().filter(it -> it.startsWith(AnsweringServer.CALL)).toList()) {
      String[] words = line.substring(AnsweringServer.CALL.length()).split(" ", -1);
      if (words.length == 4) { // Otherwise the server was killed while it wrote.
        printed(words[0], Integer.parseInt(words[1]), words[3]);
      }
    }
  }

  private void printed(String process, int number, String key) {
    Invocation meant =
        published.getOrDefault(key, Set.of()).stream()
            .filter(it -> it.process.equals(process) && it.number == number)
            .findAny()
            .orElse(new Invocation(process, null, number));
    seen(key, meant);
  }

  /** Whether a server saw the call of an invocation. */
  boolean isSeen(Invocation invocation) {
    return keys.getOrDefault(invocation, Set.of()).stream().anyMatch(seen::containsKey);
  }

  /** Whether servers saw all calls of these keys. */
  boolean areSeen(Set<String> some) {
    return seen.keySet().containsAll(some);
  }

  /** What is wrong; empty when keys and invocations go together. */
  List<String> findings() {
    List<String> all = new ArrayList<>();
    published.forEach(
        (key, invocations) -> {
          if (invocations.size() > 1) {
            all.add("expected one invocation of key " + key + ", but found " + invocations);
          }
        });
    keys.forEach(
        (invocation, found) -> {
          if (found.size() > 1) {
            all.add("expected one key of " + invocation + ", but found " + found);
          }
        });
    seen.forEach(
        (key, invocations) -> {
          if (!invocations.equals(published.get(key))) {
            all.add(
                "expected calls that were committed, but servers saw " + key + " " + invocations);
          }
        });
    return all;
  }

  /** How many calls were attempts after the first. */
  int further() {
    return further;
  }

  /** How many invocations had calls. */
  int invocations() {
    return keys.size();
  }
}
