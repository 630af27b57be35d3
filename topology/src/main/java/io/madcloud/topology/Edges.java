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
 * @param sources topics that notifications come from
 * @param published topics that one-way ops publish to
 */
public record Edges(Set<String> servers, Set<String> sources, Set<String> published) {

  /** No edges. */
  public static final Edges NONE = new Edges(Set.of(), Set.of(), Set.of());

  /** Those of the ops of a program. */
  public static Edges of(Program program) {
    return of(program.ops().values().stream().map(Op::spec).toList());
  }

  /** Those of ops. */
  public static Edges of(Collection<OpSpec> ops) {
    Set<String> servers = new TreeSet<>();
    Set<String> sources = new TreeSet<>();
    Set<String> published = new TreeSet<>();
    for (OpSpec op : ops) {
      if (op.call() != null) {
        servers.add(op.call());
      }
      if (op.topic() != null) {
        (op.in().isEmpty() ? sources : published).add(op.topic());
      }
    }
    return new Edges(servers, sources, published);
  }

  /** Servers alone. */
  public static Edges of(Set<String> servers) {
    return new Edges(servers, Set.of(), Set.of());
  }

  /** The topics that ops name. */
  public Set<String> topics() {
    return union(sources, published);
  }

  /** These and others. */
  public Edges and(Edges others) {
    return new Edges(
        union(servers, others.servers),
        union(sources, others.sources),
        union(published, others.published));
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
