package io.madcloud.topology;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Program;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where programs touch the world by topics.
 *
 * @param servers that are called, by name
 * @param topics that notifications come from, and that one-way ops publish to
 */
public record Edges(Set<String> servers, Set<String> topics) {

  /** No edges. */
  public static final Edges NONE = new Edges(Set.of(), Set.of());

  /** Those of the ops of a program. */
  public static Edges of(Program program) {
    return of(program.ops().values().stream().map(Op::spec).toList());
  }

  /** Those of ops. */
  public static Edges of(Collection<OpSpec> ops) {
    Set<String> servers = new TreeSet<>();
    Set<String> topics = new TreeSet<>();
    for (OpSpec op : ops) {
      if (op.call() != null) {
        servers.add(op.call());
      }
      if (op.topic() != null) {
        topics.add(op.topic());
      }
    }
    return new Edges(servers, topics);
  }

  /** Servers alone. */
  public static Edges of(Set<String> servers) {
    return new Edges(servers, Set.of());
  }

  /** These and others. */
  public Edges and(Edges others) {
    Set<String> allServers = new TreeSet<>(servers);
    allServers.addAll(others.servers);
    Set<String> allTopics = new TreeSet<>(topics);
    allTopics.addAll(others.topics);
    return new Edges(allServers, allTopics);
  }
}
