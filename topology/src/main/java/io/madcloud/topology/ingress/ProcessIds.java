package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Steps;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The ids of processes that records start.
 *
 * @param maxBytes of an id
 */
record ProcessIds(int maxBytes) {

  /**
   * The id in UTF-8: what the field of {@code process-id} says, be it of the record or computed; or
   * where the record lies.
   *
   * @param fields that the op takes of the record, by local name
   */
  byte[] of(ConsumerRecord<byte[], byte[]> record, Op op, Map<String, Object> fields)
      throws UnfitRecordException {
    String name = op.spec().processId();
    if (name == null) {
      return (record.topic() + "-" + record.partition() + "-" + record.offset())
          .getBytes(StandardCharsets.UTF_8);
    }
    Object value = value(name, op, fields);
    String id = value == null ? "" : value.toString();
    if (id.isEmpty()) {
      throw unfit(name, op, value == null ? "is absent" : "is empty", null);
    }
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      if (encoded.remaining() > maxBytes) {
        String found = "has %d bytes, and %d are the most".formatted(encoded.remaining(), maxBytes);
        throw unfit(name, op, found, null);
      }
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // An encoder that is less strict would make one id of several.
      throw unfit(name, op, "is no valid text", e);
    }
  }

  private static Object value(String name, Op op, Map<String, Object> fields)
      throws UnfitRecordException {
    Computation computation = ((Action.Notify) op.action()).computation();
    if (computation == null || !computation.results().containsKey(name)) {
      return fields.get(name);
    }
    try {
      return computation.results().get(name).evaluate(fields::get, new Steps(Steps.MOST));
    } catch (ExpressionException e) {
      throw new UnfitRecordException(
          UnfitRecordException.EXPRESSION_ERROR,
          "Expected the expression of '%s' of %s to have a value, but: %s"
              .formatted(name, op.path(), e.getMessage()),
          e);
    }
  }

  private static UnfitRecordException unfit(String name, Op op, String found, Throwable cause) {
    return new UnfitRecordException(
        UnfitRecordException.PROCESS_ID,
        "Expected a process id in '%s', as 'process-id' of %s says, but it %s"
            .formatted(name, op.path(), found),
        cause);
  }
}
