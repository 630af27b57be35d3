package io.madcloud.app.process;

import io.madcloud.wire.Invoked;
import io.madcloud.wire.Learned;
import io.madcloud.wire.Turn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which op an invocation is of: the journal says so once. Of processes that are not heard of any
 * more it is forgotten. Used by one thread.
 */
final class OpNames {

  private static final int MOST_PROCESSES = 10_000;

  private final Map<String, Map<Integer, String>> processes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, String>> eldest) {
          return size() > MOST_PROCESSES;
        }
      };

  /** Takes notice of a turn. */
  void learn(Turn turn) {
    for (Object change : turn.getChanges()) {
      if (change instanceof Invoked invoked) {
        learn(turn.getProcess(), invoked.getInvocation(), invoked.getOp());
      } else if (change instanceof Learned learned) {
        learn(turn.getProcess(), learned.getInvocation(), learned.getOp());
      }
    }
  }

  void learn(String process, int invocation, String op) {
    processes.computeIfAbsent(process, id -> new HashMap<>()).put(invocation, op);
  }

  /** The absolute path of an invocation's op; null when it is not known. */
  String path(String process, int invocation) {
    return processes.getOrDefault(process, Map.of()).get(invocation);
  }

  /** Such as {@code 1 /shop/price}, or the number alone. */
  String of(String process, int invocation) {
    String op = path(process, invocation);
    return op == null ? "invocation " + invocation : invocation + " " + op;
  }
}
