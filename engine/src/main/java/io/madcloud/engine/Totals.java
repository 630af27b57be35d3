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
    return changed(fieldset, 1);
  }

  Totals without(Fieldset fieldset) {
    return changed(fieldset, -1);
  }

  private Totals changed(Fieldset fieldset, int sign) {
    return new Totals(
        bytes + sign * fieldset.bytes(),
        awaiting + (fieldset.awaited().isEmpty() ? 0 : sign),
        stale + (fieldset.hasStale() ? sign : 0));
  }
}
