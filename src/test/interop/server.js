// A server of ops: answers the calls to one server, as docs/protocol.md says.
//
//   npm ci && node server.js BOOTSTRAP_SERVER SCHEMA_REGISTRY_URL SERVER CALLS
//
// ends when it has answered so many calls. The program is that of ForeignClientsTest.
import {
  AvroDeserializer,
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
} from '@confluentinc/schemaregistry';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { plainValues } from './values.js';

const PATIENCE_MS = 60_000;

const [bootstrapServer, registryUrl, server, calls] = process.argv.slice(2);
if (!calls) {
  console.error('Usage: node server.js BOOTSTRAP_SERVER SCHEMA_REGISTRY_URL SERVER CALLS');
  process.exit(2);
}
const kafka = new Kafka({ brokers: bootstrapServer.split(','), logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, { typeHook: plainValues() });
// The engine has registered the schema; one derived from the reply would be another.
const serializer = new AvroSerializer(registry, SerdeType.VALUE, {
  autoRegisterSchemas: false,
  useLatestVersion: true,
  typeHook: plainValues(),
});

/** What this server does: messages, by local names, from the inputs of a call. */
function answer({ question }) {
  if (question === 13) throw new Error('no answer to 13');
  return [{ answer: `${question} is ${question % 2 === 0 ? 'even' : 'odd'}` }];
}

/** The reply to a call: it returns what names the call. */
function reply({ process, incarnation, invocation, attempt, inputs }) {
  const named = { process, incarnation, invocation, attempt };
  try {
    return { ...named, messages: answer(inputs), error: null };
  } catch (error) {
    return { ...named, messages: [], error: { text: error.message, retryable: false } };
  }
}

const producer = kafka.producer({
  createPartitioner: Partitioners.DefaultPartitioner,
  idempotent: true,
});
const consumer = kafka.consumer({ groupId: `server-${server}`, readUncommitted: false });
try {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: [`madcloud.calls.${server}`], fromBeginning: true });
  await new Promise((resolve, reject) => {
    let answered = 0;
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    setTimeout(() => {
      reject(new Error(`Expected ${calls} calls, but there were ${answered}`));
    }, PATIENCE_MS).unref();
    const eachMessage = async ({ topic, message }) => {
      try {
        const call = await deserializer.deserialize(topic, message.value);
        // Written before the call's offset is committed, and to the partition that the call names.
        await producer.send({
          topic: call.replyTopic,
          acks: -1,
          messages: [
            {
              key: call.process,
              partition: call.homePartition,
              value: await serializer.serialize(call.replyTopic, reply(call)),
            },
          ],
        });
      } catch (error) {
        reject(error); // thrown, it would have kafkajs try again
      }
      answered += 1;
      if (answered === Number(calls)) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  await producer.disconnect();
} catch (error) {
  console.error(error);
  process.exit(1);
}
