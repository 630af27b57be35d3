package io.madcloud.engine;

/**
 * What one process may use.
 *
 * @param fieldsets live fieldsets
 * @param firings since the process last stopped running
 * @param bytes of field values in live fieldsets
 */
public record Limits(long fieldsets, long firings, long bytes) {

  public static final Limits DEFAULT = new Limits(1_000, 10_000, 256 * 1024);

  public Limits {
    if (fieldsets < 0 || firings < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "Expected limits of 0 or more, but they are "
              + fieldsets
              + ", "
              + firings
              + " and "
              + bytes);
    }
  }
}
