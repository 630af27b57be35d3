import io.madcloud.op.OpReply;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import io.madcloud.server.ServerCall;
import java.util.Map;

/**
 * Two servers in one process, made with the library for servers in Java: the insurer Acorn, and the
 * mail to customers. They look for the cluster of {@code madcloud dev}, or where the environment
 * says.
 */
public final class Acorn {

  private static final Map<String, Object> CLUSTER =
      Map.of(
          "bootstrap.servers",
          System.getenv().getOrDefault("MADCLOUD_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
          "schema.registry.url",
          System.getenv().getOrDefault("MADCLOUD_SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081"));

  private Acorn() {}

  public static void main(String[] args) throws InterruptedException {
    OpServer acorn =
        OpServer.start(
            "acorn", Handlers.none().on("/insurance/acorn/quote", Acorn::quote), CLUSTER);
    OpServer customer =
        OpServer.start("customer", Handlers.none().on("/insurance/tell", Acorn::tell), CLUSTER);
    Runtime.getRuntime().addShutdownHook(new Thread(acorn::close));
    Runtime.getRuntime().addShutdownHook(new Thread(customer::close));
    System.out.println("Acorn takes calls.");
    acorn.join();
  }

  /** Acorn's tariff: the longer the name, the dearer the car. */
  private static OpReply quote(ServerCall call) {
    long price = 370 + 10 * call.inputs().text("car").length();
    return OpReply.of(Map.of("insurer", "Acorn", "price", price));
  }

  /** A letter that is sent twice does no harm; a payment would be stored under the key. */
  private static OpReply tell(ServerCall call) {
    System.out.println(call.process() + " hears of " + call.inputs().text("offer"));
    return OpReply.none();
  }
}
