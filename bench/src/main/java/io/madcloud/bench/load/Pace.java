package io.madcloud.bench.load;

/**
 * How processes are sent.
 *
 * @param perSecond at fixed times, whether or not the side keeps up; 0 is as fast as it finishes
 * @param most processes to send in all
 */
public record Pace(double perSecond, long most) {

  /** As many as the side finishes, until somebody stops it. */
  public static final Pace SATURATING = new Pace(0, Long.MAX_VALUE);

  /** So many, as fast as the side finishes. */
  public static Pace all(long processes) {
    return new Pace(0, processes);
  }

  /** So many a second, until somebody stops it. */
  public static Pace offering(double perSecond) {
    return new Pace(perSecond, Long.MAX_VALUE);
  }

  boolean isOffered() {
    return perSecond > 0;
  }
}
