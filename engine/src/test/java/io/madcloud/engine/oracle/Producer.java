package io.madcloud.engine.oracle;

/**
 * Who made a contribution.
 *
 * @param invocation the number of the invocation, 0 for the notification
 * @param message the index of its message
 */
record Producer(int invocation, int message) {
  static final Producer NOTIFICATION = new Producer(0, 0);

  boolean isInvocation() {
    return invocation != 0;
  }
}
