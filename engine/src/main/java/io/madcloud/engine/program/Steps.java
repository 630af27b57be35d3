package io.madcloud.engine.program;

/**
 * What expressions may still do, counted in steps: about one for each part of an expression that is
 * evaluated, each element that is walked through and each character that is written. The same
 * expression on the same values takes the same steps on every machine. Not thread-safe.
 */
public final class Steps {

  /** The most of one run of an op, or of one condition. */
  public static final long MOST = 5_000_000;

  /**
   * So many cost a turn nothing: no process comes to a limit of few firings by what it computes.
   */
  public static final long FREE = 100_000;

  /** So many more are as much as a firing; whoever takes more has fired more often. */
  public static final long PER_FIRING = 1_000;

  private final long most;
  private final Steps whole;
  private long taken;

  /** Steps that count in no others. */
  public Steps(long most) {
    this(most, null);
  }

  private Steps(long most, Steps whole) {
    this.most = most;
    this.whole = whole;
  }

  /** The steps of one run; they count in these, too. */
  public Steps ofRun() {
    return new Steps(Math.min(MOST, Math.max(0, most - taken)), this);
  }

  /**
   * Takes some.
   *
   * @return whether there were as many; if not, there are none any more
   */
  public boolean take(long steps) {
    taken += steps;
    if (whole != null) {
      whole.taken += steps;
    }
    return taken <= most;
  }

  /** How many there were to begin with. */
  public long most() {
    return most;
  }

  /** How many were taken; more than there were after one that was too many. */
  public long taken() {
    return taken;
  }

  /** How many are left. */
  public long left() {
    return Math.max(0, most - taken);
  }
}
