package io.madcloud.serdes;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

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

  /**
   * Whether something was thrown because a registry could not be asked. Our serdes say so by this
   * type, others by what lies beneath.
   */
  public static boolean isBehind(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof RegistryException
          || e instanceof SocketException
          || e instanceof UnknownHostException
          || e instanceof UnresolvedAddressException
          || e instanceof InterruptedIOException
          || e instanceof SSLException
          || e instanceof RetriableException
          || isConfluentsRefusal(e)) {
        return true;
      }
    }
    return false;
  }

  /** Whatever Confluent's registry answers, but for a schema that it does not know (404xx). */
  private static boolean isConfluentsRefusal(Throwable e) {
    return e.getClass().getSimpleName().equals("RestClientException")
        && !String.valueOf(e.getMessage()).contains("error code: 404");
  }
}
