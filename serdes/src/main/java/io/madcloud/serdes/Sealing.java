package io.madcloud.serdes;

import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Turn;
import io.madcloud.wire.Update;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Encrypts the values of sensitive fields in what is stored, written to the journal or sent to
 * other datacenters, and decrypts them when it is read. Without a key nothing is encrypted; a value
 * that is encrypted says so, and by which key, so it stays readable whatever changes. A program
 * without sensitive fields pays for a look at one flag. Thread-safe.
 */
public final class Sealing {

  private final EncryptionKeys keys;

  public Sealing(EncryptionKeys keys) {
    this.keys = keys;
  }

  /** Whether sensitive values of this program are stored as they are, for want of a key. */
  public boolean isMissingFor(Program program) {
    return program.hasSensitive() && keys.isEmpty();
  }

  private boolean isNeeded(Program program) {
    return program.hasSensitive() && !keys.isEmpty();
  }

  /** Encrypts in a record that is to be stored. */
  public void seal(String process, ProcessHead head, Program program) {
    if (isNeeded(program)) {
      head.setFormat(StateRecords.SEALED_FORMAT);
      sealed(process, program).replaceIn(head);
    }
  }

  /** Encrypts in a record that is to be stored. */
  public void seal(String process, ProcessChunk chunk, Program program) {
    if (isNeeded(program)) {
      chunk.setFormat(StateRecords.SEALED_FORMAT);
      sealed(process, program).replaceIn(chunk.getRows());
    }
  }

  /**
   * Decrypts in the records of a process that were stored.
   *
   * @throws DecryptionException if a key is missing, or something was not stored like this
   */
  public void open(String process, ProcessHead head, List<ProcessChunk> chunks, Program program) {
    if (program.hasSensitive()) {
      SensitiveValues values = opened(process, program);
      chunks.forEach(chunk -> values.replaceIn(chunk.getRows()));
      values.replaceIn(head);
    }
  }

  /**
   * Encrypts in a record of the journal.
   *
   * @param after the process as it is after the turn
   */
  public void seal(Turn turn, Process after, Program program) {
    if (isNeeded(program)) {
      sealed(turn.getProcess(), program).replaceIn(turn, ops(after, program));
    }
  }

  /**
   * Decrypts in a record of the journal, for who takes its turns again or adds them up.
   *
   * @throws DecryptionException if a key is missing, or something was not written like this
   */
  public void open(Turn turn) {
    opened(turn.getProcess(), null).replaceIn(turn, invocation -> null);
  }

  /** Encrypts in an update that is to be sent. */
  public void seal(Update update, Program program) {
    if (isNeeded(program)) {
      sealed(update.getProcess(), program).replaceIn(update);
    }
  }

  /**
   * Another update, in which nothing is encrypted any more; the same if nothing is.
   *
   * @throws DecryptionException if a key is missing, or something was not sent like this
   */
  public Update opened(Update update) {
    boolean sealed =
        update.getMessages().stream()
            .flatMap(message -> message.getFields().values().stream())
            .anyMatch(StandIns::isOne);
    return sealed ? opened(update.getProcess(), null).replacedIn(update) : update;
  }

  /**
   * Whether an input may have values of sensitive fields.
   *
   * @param cause the input as the journal keeps it; null when it could not be read
   * @param process that it is for, or null
   */
  public static boolean mayConcern(Object cause, Process process, Program program) {
    return program.hasSensitive()
        && (cause == null
            || cause instanceof Update
            || ((cause instanceof Arrival || cause instanceof Reply)
                && Masking.values(program).concern(opOf(cause, process, program))));
  }

  /**
   * Whether a record for an op may have values of sensitive fields.
   *
   * @param op null when it is not known
   */
  public static boolean mayConcern(Op op, Program program) {
    return program.hasSensitive() && Masking.values(program).concern(op);
  }

  private static Op opOf(Object cause, Process process, Program program) {
    return SensitiveValues.opOf(cause, program, ops(process, program));
  }

  private static IntFunction<Op> ops(Process process, Program program) {
    return number -> {
      Invocation invocation = process == null ? null : process.invocation(number);
      return invocation == null ? null : program.op(invocation.op());
    };
  }

  /** Id of the key that is used now; null when there is none, and nothing is encrypted. */
  public String keyId() {
    return keys.current();
  }

  /** Bytes of a process, encrypted whole by the key that is used now. */
  public byte[] seal(String process, String place, byte[] bytes) {
    return new ProcessCipher(keys, process).encrypt(place, bytes);
  }

  /**
   * The bytes that were encrypted.
   *
   * @param keyId that was used
   * @throws DecryptionException if the key is missing, or they were not encrypted like this
   */
  public byte[] open(String process, String place, String keyId, byte[] data) {
    return new ProcessCipher(keys, process).decrypt(place, keyId, data);
  }

  private SensitiveValues sealed(String process, Program program) {
    ProcessCipher cipher = new ProcessCipher(keys, process);
    return SensitiveValues.of(
        program,
        (place, value) -> {
          if (StandIns.isOne(value)) {
            // Nobody sends such an input; what is encrypted in one is of some other place.
            return place.startsWith(SensitiveValues.LOCAL) ? StandIns.hidden() : value;
          }
          byte[] data = cipher.encrypt(place, ValueBytes.of(value));
          return new StandIns.Encrypted(keys.current(), data).toWire();
        });
  }

  private SensitiveValues opened(String process, Program program) {
    ProcessCipher cipher = new ProcessCipher(keys, process);
    return SensitiveValues.ofAll(
        program,
        (place, value) -> {
          StandIns.Encrypted sealed = StandIns.encrypted(value);
          return sealed == null
              ? value
              : ValueBytes.read(cipher.decrypt(place, sealed.key(), sealed.data()));
        });
  }
}
