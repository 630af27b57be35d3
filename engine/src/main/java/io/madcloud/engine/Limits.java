package io.madcloud.engine;

/**
 * What one process may use.
 *
 * @param fieldsets live fieldsets
 * @param firings since the process last stopped running
 * @param bytes of field values in live fieldsets
 */
public record Limits(int fieldsets, int firings, long bytes) {

  public static final Limits DEFAULT = new Limits(1_000, 10_000, 256 * 1024);

  public Limits {
    if (fieldsets < 1 || firings < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "Expected at least 1 fieldset, 0 firings and 0 bytes, but the limits are "
              + fieldsets
              + ", "
              + firings
              + " and "
              + bytes);
    }
  }
}
