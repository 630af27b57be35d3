package io.madcloud.engine;

import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What invocations are grounded on, followed naively through their keys. */
final class Grounds {

  private final Process process;
  private final Program program;

  Grounds(Process process, Program program) {
    this.process = process;
    this.program = program;
  }

  /** All identities that the invocation of {@code message} is grounded on. */
  Set<Identity> of(int message) {
    Set<Identity> identities = new HashSet<>();
    follow(message, identities, new HashSet<>());
    return identities;
  }

  /** {@code message}, and those that the identities under it go back to. */
  Set<Integer> messages(int message) {
    Set<Integer> messages = new HashSet<>();
    follow(message, new HashSet<>(), messages);
    return messages;
  }

  private void follow(int message, Set<Identity> identities, Set<Integer> messages) {
    int invocation = process.messages.get(message).invocation();
    if (!messages.add(message) || invocation == 0) {
      return;
    }
    List<Identity> key = Identity.inKey(process.invocation(invocation));
    identities.addAll(key);
    for (Identity identity : key) {
      if (program.field(identity.field()).merge() != Merge.LATEST) {
        identity.producers().forEach(producer -> follow(producer, identities, messages));
      }
    }
  }
}
