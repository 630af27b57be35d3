package io.madcloud.topology.program;

import io.madcloud.serdes.RegistryException;
import io.madcloud.wire.ProgramChange;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes program changes of bytes, and tells a record that is bad for ever from a registry that does
 * not answer now. To skip a record because the registry was away would give this instance another
 * program than the others have.
 */
final class ProgramDecoder {

  /** The registry could not be asked; the same record is to be tried again. */
  static final class RegistryAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    RegistryAwayException(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProgramDecoder.class);

  private final Deserializer<ProgramChange> values;

  /**
   * @param values ours or, where {@code madcloud.value.serde} says so, somebody else's
   */
  ProgramDecoder(Deserializer<ProgramChange> values) {
    this.values = values;
  }

  /** Empty for a record that is none of the log, which is logged. */
  Optional<ProgramChange> decode(ConsumerRecord<byte[], byte[]> record)
      throws RegistryAwayException {
    try {
      ProgramChange change = values.deserialize(record.topic(), record.headers(), record.value());
      if (change != null) {
        return Optional.of(change);
      }
      skip(record, "it has no value", null);
    } catch (RuntimeException e) {
      if (RegistryException.isBehind(e)) {
        throw new RegistryAwayException(e);
      }
      skip(record, e.getMessage(), e);
    } catch (StackOverflowError e) {
      skip(record, "it is nested too deep", e);
    }
    return Optional.empty();
  }

  private static void skip(ConsumerRecord<byte[], byte[]> record, String why, Throwable e) {
    LOG.warn(
        "Expected a ProgramChange at offset {} of {}, but {}; it is skipped",
        record.offset(),
        record.topic(),
        why,
        e);
  }
}
