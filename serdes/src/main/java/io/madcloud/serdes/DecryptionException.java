package io.madcloud.serdes;

/**
 * Something that was stored cannot be decrypted: its key is missing, or it is not what the key has
 * encrypted. To go on without it would lose it, so nobody does; with the key it is there again.
 */
public final class DecryptionException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  DecryptionException(String message) {
    super(message);
  }

  DecryptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
