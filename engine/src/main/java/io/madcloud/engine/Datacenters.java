package io.madcloud.engine;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The datacenters that an engine knows, and the one that it is in.
 *
 * @param here name of the engine's own; null where there are none
 * @param names of all, sorted
 */
public record Datacenters(String here, Set<String> names) {

  /** For an engine that shares processes with no other. */
  public static final Datacenters NONE = new Datacenters(null, Set.of());

  /** Several, {@code here} being one of them. */
  public static Datacenters of(String here, Collection<String> names) {
    if (!names.contains(here)) {
      throw new IllegalArgumentException(
          "Expected one of the datacenters " + names + ", but found " + here);
    }
    return new Datacenters(here, new TreeSet<>(names));
  }

  /** Whether processes can be in several. */
  public boolean areSeveral() {
    return names.size() > 1;
  }
}
