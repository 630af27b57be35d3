package io.madcloud.serdes;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry could not be asked, or refused. It says nothing against the record at hand:
 * that one is to be tried again, not to be put aside.
 */
public class RegistryException extends KafkaException {

  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
