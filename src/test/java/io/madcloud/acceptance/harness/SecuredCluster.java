package io.madcloud.acceptance.harness;

import io.madcloud.app.cluster.EmbeddedBroker;
import io.madcloud.app.cluster.LoopbackPorts;
import io.madcloud.app.cluster.registry.EmbeddedRegistry;
import io.madcloud.topology.Grant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;

/**
 * A broker that takes certificates on one listener and passwords on another, and allows nothing
 * that is not granted; a registry that wants a certificate and a login. Who has both for the broker
 * has the same grants whichever he comes with.
 */
public final class SecuredCluster implements AutoCloseable {

  private static final String BROKER = "broker";
  private static final String ADMINISTRATOR = "administrator";
  private static final String REGISTRY_LOGIN = "registry-user:registry-password";
  private static final int ITERATIONS = 4_096;

  private final Certificates certificates;
  private final int tlsPort;
  private final int scramPort;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final RegistryDoor registry;
  private final Admin admin;

  private SecuredCluster(Path directory, List<String> certified, List<String> users)
      throws Exception {
    List<String> names = new ArrayList<>(certified);
    names.addAll(List.of(BROKER, ADMINISTRATOR));
    certificates = Certificates.make(directory, names);
    List<Integer> ports = LoopbackPorts.free(3);
    tlsPort = ports.get(0);
    scramPort = ports.get(1);
    try {
      Map<String, String> settings = settings(ports.get(2));
      Path data = directory.resolve("broker");
      parts.push(EmbeddedBroker.start(data, tlsPort, ports.get(2), settings));
      EmbeddedRegistry behind =
          EmbeddedRegistry.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              directory.resolve("schemas"));
      parts.push(behind);
      registry =
          new RegistryDoor(
              "http://127.0.0.1:" + behind.address().getPort(),
              certificates.context(BROKER),
              REGISTRY_LOGIN);
      parts.push(registry);
      admin = Admin.create(new HashMap<>(byCertificate(ADMINISTRATOR)));
      parts.push(admin);
      setPasswords(users);
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts both, for users without any grant.
   *
   * @param certified who has a certificate; each takes a second to make
   * @param users who has a password
   */
  public static SecuredCluster start(Path directory, List<String> certified, List<String> users)
      throws Exception {
    return new SecuredCluster(directory, certified, users);
  }

  private Map<String, String> settings(int controllerPort) {
    String address = "://" + LoopbackPorts.HOST + ":";
    String clients = "TLS" + address + tlsPort + ",SCRAM" + address + scramPort;
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", clients + ",CONTROLLER" + address + controllerPort);
    settings.put("advertised.listeners", clients);
    settings.put("listener.security.protocol.map", "TLS:SSL,SCRAM:SASL_SSL,CONTROLLER:SSL");
    settings.put("inter.broker.listener.name", "TLS");
    settings.put("ssl.client.auth", "required");
    settings.put("listener.name.scram.ssl.client.auth", "none");
    settings.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.scram.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.putAll(certificates.trust());
    settings.putAll(certificates.identity(BROKER));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("super.users", "User:CN=" + BROKER + ";User:CN=" + ADMINISTRATOR);
    return settings;
  }

  private void setPasswords(List<String> users) throws Exception {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    List<UserScramCredentialAlteration> credentials = new ArrayList<>();
    users.forEach(
        user -> credentials.add(new UserScramCredentialUpsertion(user, how, password(user))));
    admin.alterUserScramCredentials(credentials).all().get();
    for (String user : users) {
      Eventually.until("the password of " + user, () -> isLetIn(byPassword(user)));
    }
  }

  private static boolean isLetIn(Map<String, String> clients) {
    try (Admin somebody = Admin.create(new HashMap<>(clients))) {
      return somebody.describeCluster().clusterId().get() != null;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Expected to log in, but was interrupted", e);
    }
  }

  private static String password(String user) {
    return "password of " + user;
  }

  /** The administrator's client. */
  public Admin admin() {
    return admin;
  }

  /** The configuration of somebody who may do everything. */
  public Map<String, String> administrator() {
    return byCertificate(ADMINISTRATOR);
  }

  /** A user's configuration who comes to brokers with a certificate. */
  public Map<String, String> byCertificate(String user) {
    Map<String, String> clients = registryLogin();
    clients.put("bootstrap.servers", LoopbackPorts.HOST + ":" + tlsPort);
    clients.put("security.protocol", "SSL");
    clients.putAll(certificates.trust());
    clients.putAll(certificates.identity(user));
    return clients;
  }

  /** The same with a password. */
  public Map<String, String> byPassword(String user) {
    Map<String, String> clients = registryLogin();
    clients.put("bootstrap.servers", LoopbackPorts.HOST + ":" + scramPort);
    clients.put("security.protocol", "SASL_SSL");
    clients.put("sasl.mechanism", "SCRAM-SHA-512");
    clients.put(
        "sasl.jaas.config",
        ("org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"%s\" password=\"%s\";")
            .formatted(user, password(user)));
    clients.putAll(certificates.trust());
    return clients;
  }

  private Map<String, String> registryLogin() {
    Map<String, String> clients = new HashMap<>();
    clients.put("schema.registry.url", registry.url());
    certificates.trust().forEach((key, value) -> clients.put("schema.registry." + key, value));
    certificates
        .identity(ADMINISTRATOR)
        .forEach((key, value) -> clients.put("schema.registry." + key, value));
    clients.put("basic.auth.credentials.source", "USER_INFO");
    clients.put("basic.auth.user.info", REGISTRY_LOGIN);
    return clients;
  }

  /** Allows something, and waits until the broker knows. */
  public void grant(String user, Collection<Grant> grants) throws Exception {
    Set<AclBinding> bindings = new HashSet<>();
    for (Grant grant : grants) {
      grant.operations().forEach(operation -> bindings.addAll(bindings(user, grant, operation)));
    }
    admin.createAcls(bindings).all().get();
    Eventually.until("ACLs of " + user, () -> acls().containsAll(bindings));
  }

  /** Takes one operation back, and waits until the broker knows. */
  public void revoke(String user, Grant grant, AclOperation operation) throws Exception {
    List<AclBinding> bindings = bindings(user, grant, operation);
    admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
    Eventually.until("fewer ACLs of " + user, () -> acls().stream().noneMatch(bindings::contains));
  }

  private static List<AclBinding> bindings(String user, Grant grant, AclOperation operation) {
    return List.of("User:CN=" + user, "User:" + user).stream()
        .map(
            principal ->
                new AclBinding(
                    grant.resource(),
                    new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  private Collection<AclBinding> acls() {
    try {
      return admin.describeAcls(AclBindingFilter.ANY).values().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("Expected to read the ACLs, but " + e, e);
    }
  }

  /** Stops everything, last started first. */
  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
