package io.madcloud.serdes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts for one process: AES-256 in GCM with a random nonce of 96 bits, under a key
 * made of the configured one and the id of the process. So what is encrypted for one process is
 * nothing in another, and no key is used often enough for two nonces to be the same: with the
 * configured key itself that would be after some billions of values, which are written in days. The
 * place is authenticated: what is moved to another field is refused. Not thread-safe.
 */
final class ProcessCipher {

  private static final String PURPOSE = "madcloud sensitive values 1\0";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EncryptionKeys keys;
  private final String process;
  private final Map<String, SecretKeySpec> ofProcess = new HashMap<>(2);

  ProcessCipher(EncryptionKeys keys, String process) {
    this.keys = keys;
    this.process = process;
  }

  /** The nonce and what is encrypted, by the key that is used now. */
  byte[] encrypt(String place, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(keys.current(), place), nonce, 0, place);
      byte[] data = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
      System.arraycopy(nonce, 0, data, 0, NONCE_BYTES);
      int unused = cipher.doFinal(plain, 0, plain.length, data, NONCE_BYTES);
      return data;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected Java to encrypt by " + CIPHER + ", but " + e, e);
    }
  }

  /**
   * What was encrypted.
   *
   * @throws DecryptionException if the key is not here, or has not encrypted this at this place
   */
  byte[] decrypt(String place, String keyId, byte[] data) {
    SecretKeySpec key = key(keyId, place);
    try {
      if (data.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        throw new AEADBadTagException("it is too short");
      }
      return cipher(Cipher.DECRYPT_MODE, key, data, 0, place)
          .doFinal(data, NONCE_BYTES, data.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new DecryptionException(
          ("Expected %s of process %s as key '%s' has encrypted it, but it is something else: it"
                  + " was changed or moved, or another key has this id")
              .formatted(place, process, keyId),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected Java to decrypt by " + CIPHER + ", but " + e, e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, int offset, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private SecretKeySpec key(String id, String place) {
    SecretKeySpec known = ofProcess.get(id);
    if (known != null) {
      return known;
    }
    SecretKeySpec key = keys.key(id);
    if (key == null) {
      throw new DecryptionException(
          ("Expected key '%s', by which %s of process %s is encrypted, but madcloud.encryption.keys"
                  + " has %s; nothing is lost: add the key and start again")
              .formatted(id, place, process, keys.isEmpty() ? "none" : keys));
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] made = mac.doFinal((PURPOSE + process).getBytes(StandardCharsets.UTF_8));
      SecretKeySpec own = new SecretKeySpec(made, "AES");
      ofProcess.put(id, own);
      return own;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected Java to make HmacSHA256, but " + e, e);
    }
  }
}
