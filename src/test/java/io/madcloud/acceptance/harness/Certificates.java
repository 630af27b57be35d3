package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority and those whom it knows, made by the JDK's keytool; the files are gone
 * with the directory. The subject of each is {@code CN=name}; all are for 127.0.0.1.
 */
public final class Certificates {

  private static final char[] PASSWORD = "for tests".toCharArray();
  private static final String AUTHORITY = "authority";

  private final Path directory;
  private final KeyStore all;

  private Certificates(Path directory, KeyStore all) {
    this.directory = directory;
    this.all = all;
  }

  /** Makes an authority and a certificate for each name. */
  public static Certificates make(Path directory, List<String> names) {
    Path store = directory.resolve("all.p12");
    keytool(store, AUTHORITY, List.of("-ext", "bc:critical=ca:true"));
    for (String name : names) {
      keytool(store, name, List.of("-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1,dns:localhost"));
    }
    try (InputStream file = Files.newInputStream(store)) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(file, PASSWORD);
      Certificates made = new Certificates(directory, all);
      for (String name : names) {
        made.save(name, made.keys(name));
      }
      made.save(AUTHORITY, made.trusted());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Expected to read what keytool made, but " + e, e);
    }
  }

  private static void keytool(Path store, String name, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-alias",
                name,
                "-dname",
                "CN=" + name));
    command.addAll(more);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("Expected keytool to make a key for " + name + ", but: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected a key, but was interrupted", e);
    }
  }

  private KeyStore keys(String name) throws GeneralSecurityException, IOException {
    KeyStore keys = empty();
    Key key = all.getKey(name, PASSWORD);
    Certificate[] chain = {all.getCertificate(name), all.getCertificate(AUTHORITY)};
    keys.setKeyEntry(name, key, PASSWORD, chain);
    return keys;
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
    return trusted;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }

  private void save(String name, KeyStore store) throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file(name))) {
      store.store(out, PASSWORD);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + ".p12");
  }

  /** Kafka's {@code ssl.*} to trust the authority. */
  public Map<String, String> trust() {
    return Map.of(
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        file(AUTHORITY).toString(),
        "ssl.truststore.password",
        new String(PASSWORD));
  }

  /** Kafka's {@code ssl.*} to be somebody. */
  public Map<String, String> identity(String name) {
    return Map.of(
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        file(name).toString(),
        "ssl.keystore.password",
        new String(PASSWORD));
  }

  /** For a server of this name that knows whom the authority knows. */
  public SSLContext context(String name) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keys(name), PASSWORD);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Expected keys of " + name + ", but " + e, e);
    }
  }
}
