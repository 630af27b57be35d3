package io.madcloud.serdes;

import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Encodes one record into bytes of its own, with no stream and no second buffer behind it; used
 * again for the next record, by the same thread.
 */
final class RecordBuffer extends BinaryEncoder {

  /** What one large record may leave behind. */
  private static final int MAX_KEPT = 256 * 1024;

  private static final int INITIAL = 1024;
  private static final int LONGEST_INT = 5;
  private static final int LONGEST_LONG = 10;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  /** Begins a record in Confluent's wire format: magic byte 0, schema id, data. */
  void begin(int schemaId) {
    if (bytes.length > MAX_KEPT) {
      bytes = new byte[INITIAL];
    }
    bytes[0] = WireFormat.MAGIC;
    bytes[1] = (byte) (schemaId >>> 24);
    bytes[2] = (byte) (schemaId >>> 16);
    bytes[3] = (byte) (schemaId >>> 8);
    bytes[4] = (byte) schemaId;
    size = WireFormat.HEADER_BYTES;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void writeBoolean(boolean value) {
    require(1);
    size += BinaryData.encodeBoolean(value, bytes, size);
  }

  @Override
  public void writeInt(int value) {
    require(LONGEST_INT);
    size += BinaryData.encodeInt(value, bytes, size);
  }

  @Override
  public void writeLong(long value) {
    require(LONGEST_LONG);
    size += BinaryData.encodeLong(value, bytes, size);
  }

  @Override
  public void writeFloat(float value) {
    require(Float.BYTES);
    size += BinaryData.encodeFloat(value, bytes, size);
  }

  @Override
  public void writeDouble(double value) {
    require(Double.BYTES);
    size += BinaryData.encodeDouble(value, bytes, size);
  }

  @Override
  public void writeFixed(byte[] source, int offset, int length) {
    require(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  @Override
  protected void writeZero() {
    require(1);
    bytes[size++] = 0;
  }

  /** Nothing lies anywhere else. */
  @Override
  public void flush() {}

  @Override
  public int bytesBuffered() {
    return 0;
  }

  private void require(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
