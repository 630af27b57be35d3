package io.madcloud.bench.load;

/** A process id is its number in ten digits: what is read of an outcome needs no map. */
final class ProcessId {

  private static final int DIGITS = 10;

  private ProcessId() {}

  static byte[] bytes(long number) {
    byte[] id = new byte[DIGITS];
    long rest = number;
    for (int at = DIGITS - 1; at >= 0; at--) {
      id[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }

  /** The number; -1 when it is no such id. */
  static long number(byte[] id) {
    if (id == null || id.length != DIGITS) {
      return -1;
    }
    long number = 0;
    for (byte digit : id) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
