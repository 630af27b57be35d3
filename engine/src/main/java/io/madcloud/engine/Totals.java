package io.madcloud.engine;

/**
 * What is asked of all fieldsets of a process together, kept so that nobody has to look at each. A
 * closed fieldset counts for nothing. Immutable.
 *
 * @param bytes the size of their values as shown
 * @param awaiting how many await something
 * @param stale how many have stale fields
 */
record Totals(long bytes, int awaiting, int stale) {

  static final Totals NONE = new Totals(0, 0, 0);

  Totals with(Fieldset fieldset) {
    return new Totals(
        bytes + fieldset.bytes(), awaiting + awaiting(fieldset), stale + stale(fieldset));
  }

  /** With one version of a fieldset in place of another. */
  Totals with(Fieldset fieldset, Fieldset before) {
    return new Totals(
        bytes + fieldset.bytes() - before.bytes(),
        awaiting + awaiting(fieldset) - awaiting(before),
        stale + stale(fieldset) - stale(before));
  }

  private static int awaiting(Fieldset fieldset) {
    return fieldset.awaited().isEmpty() ? 0 : 1;
  }

  private static int stale(Fieldset fieldset) {
    return fieldset.hasStale() ? 1 : 0;
  }
}
