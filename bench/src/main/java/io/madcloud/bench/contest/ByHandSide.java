package io.madcloud.bench.contest;

import io.madcloud.bench.byhand.AvroFormat;
import io.madcloud.bench.byhand.ByHandMain;
import io.madcloud.bench.byhand.Variant;
import io.madcloud.bench.load.Payload;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.bench.wire.Request;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Edges;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** Steps written by hand, on topics that are set up as an engine's are. */
record ByHandSide(String name, Variant variant) implements Side {

  @Override
  public void prepare(Place place) throws InterruptedException {
    Map<String, Object> clients = Map.of("bootstrap.servers", place.lab().bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      new TopicPlan(new Topics(place.prefix()))
          .create(
              admin,
              place.shape().partitions(),
              Optional.empty(),
              Edges.of(ByHandMain.teams(variant)));
    }
  }

  @Override
  public JavaProcess start(Place place) {
    List<String> arguments = new ArrayList<>(List.of(variant.name()));
    arguments.addAll(place.arguments());
    return place.lab().start(name, ByHandMain.class.getName(), arguments);
  }

  @Override
  public Predicate<String> isRunning() {
    return ByHandMain.RUNNING::equals;
  }

  @Override
  public Payload payload(Place place) {
    SchemaRegistry registry =
        SchemaRegistry.of(Map.of("schema.registry.url", place.lab().registryUrl()));
    AvroFormat<Request> requests =
        new AvroFormat<>(registry, new Topics(place.prefix()).notifications(), Request.class);
    return Texts.payload(
        place.shape().valueBytes(),
        variant.rotations(),
        text -> requests.encode(new Request(text)));
  }
}
