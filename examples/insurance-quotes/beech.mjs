// The insurer Beech: a server for Node.js that does what docs/protocol.md says. It looks for the
// cluster of madcloud dev, or where the environment says.
import {
  AvroDeserializer,
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
} from '@confluentinc/schemaregistry';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const {
  MADCLOUD_BOOTSTRAP_SERVERS = '127.0.0.1:9092',
  MADCLOUD_SCHEMA_REGISTRY_URL = 'http://127.0.0.1:8081',
} = process.env;

const kafka = new Kafka({
  brokers: MADCLOUD_BOOTSTRAP_SERVERS.split(','),
  logLevel: logLevel.ERROR,
});
const registry = new SchemaRegistryClient({ baseURLs: [MADCLOUD_SCHEMA_REGISTRY_URL] });
const calls = new AvroDeserializer(registry, SerdeType.VALUE, {});
// The engine has registered the schema; one derived from the reply would be another.
const replies = new AvroSerializer(registry, SerdeType.VALUE, {
  autoRegisterSchemas: false,
  useLatestVersion: true,
});

/** Beech's tariff: one price for all cars. Avro wants the type of each value beside it. */
function quote({ car }) {
  console.log(`Beech is asked for a ${car.string}`);
  return [{ insurer: { string: 'Beech' }, price: { long: 420 } }];
}

const producer = kafka.producer({
  createPartitioner: Partitioners.DefaultPartitioner,
  idempotent: true,
});
const consumer = kafka.consumer({ groupId: 'beech', readUncommitted: false });
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: ['madcloud.calls.beech'], fromBeginning: true });
consumer.on(consumer.events.GROUP_JOIN, () => console.log('Beech takes calls.'));
await consumer.run({
  eachMessage: async ({ topic, message }) => {
    const call = await calls.deserialize(topic, message.value);
    const { process, incarnation, invocation, attempt } = call;
    const messages = quote(call.inputs);
    const reply = { process, incarnation, invocation, attempt, messages, error: null };
    // To the partition that the call names, and before the call's offset is committed.
    await producer.send({
      topic: call.replyTopic,
      acks: -1,
      messages: [
        {
          key: process,
          partition: call.homePartition,
          value: await replies.serialize(call.replyTopic, reply),
        },
      ],
    });
  },
});
