package io.madcloud.engine.scenario;

/**
 * How hostile the links between the datacenters of a scenario are. None of it loses anything.
 *
 * @param seed of all chances
 * @param delay an update is under way for 0 to so many further events
 * @param duplicate the chance that an update arrives twice, from 0 to 1
 * @param reorder the chance that the next to arrive is any of those that are under way
 */
public record Hostility(long seed, int delay, double duplicate, double reorder) {

  /** Links that deliver in order and at once. */
  public static final Hostility NONE = new Hostility(0, 0, 0, 0);
}
