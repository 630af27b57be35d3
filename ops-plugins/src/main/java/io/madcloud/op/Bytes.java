package io.madcloud.op;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A value of type {@code bytes}. Immutable, unlike the array it was made of; ordered as unsigned
 * bytes, lexicographically, a prefix first.
 */
public final class Bytes implements Comparable<Bytes> {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of the array. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** A copy of what remains in the buffer, whose position stays. */
  public static Bytes of(ByteBuffer content) {
    byte[] copy = new byte[content.remaining()];
    content.duplicate().get(copy);
    return new Bytes(copy);
  }

  /** A copy. */
  public byte[] toArray() {
    return content.clone();
  }

  /** A read-only view. */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** Number of bytes. */
  public int length() {
    return content.length;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Base64, as in YAML and JSON. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(content);
  }
}
