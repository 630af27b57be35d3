// Publishes notifications, and reads the journal and the outcomes until every process has ended:
//
//   npm ci && node shop.js BOOTSTRAP_SERVER SCHEMA_REGISTRY_URL
//
// prints what it read as one JSON object. The program is that of ForeignClientsTest.
import { randomUUID } from 'node:crypto';
import {
  AvroDeserializer,
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
} from '@confluentinc/schemaregistry';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { plainValues } from './values.js';

const NOTIFICATIONS = 'madcloud.notifications';
const JOURNAL = 'madcloud.journal';
const OUTCOMES = 'madcloud.outcomes';
const PATIENCE_MS = 60_000;

const EVENTS = {
  'node-1': {
    customer: 'Ada',
    quantity: 2,
    price: 2.5,
    gift: true,
    placed: new Date('2026-11-01T12:30:00.250Z'),
    tags: ['blue', 'large'],
    sizes: { width: 3, height: 4 },
    photo: Buffer.from([0, 127, 255]),
    serial: 9_007_199_254_740_993n, // 2^53 + 1, which is no number of JavaScript
    note: { nested: [1, 1.5, { deep: false }] },
  },
  'node-2': { customer: 'Žofie', quantity: -1, price: 3 }, // 3 is a long; the engine widens it
};

const [bootstrapServer, registryUrl] = process.argv.slice(2);
if (!registryUrl) {
  console.error('Usage: node shop.js BOOTSTRAP_SERVER SCHEMA_REGISTRY_URL');
  process.exit(2);
}
const kafka = new Kafka({ brokers: bootstrapServer.split(','), logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });

async function publish(events) {
  // The engine has registered the schema; one derived from the event would be another.
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, {
    autoRegisterSchemas: false,
    useLatestVersion: true,
    typeHook: plainValues(),
  });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
  });
  await producer.connect();
  for (const [id, fields] of Object.entries(events)) {
    const value = await serializer.serialize(NOTIFICATIONS, { op: '/shop/order', fields });
    await producer.send({ topic: NOTIFICATIONS, acks: -1, messages: [{ key: id, value }] });
  }
  await producer.disconnect();
}

/** Reads until each of the processes has an outcome, and its journal up to the turn it names. */
async function readUntilEnded(ids) {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, { typeHook: plainValues() });
  const consumer = kafka.consumer({ groupId: `shop-${randomUUID()}`, readUncommitted: false });
  const read = { turns: [], outcomes: [] };
  const hasEnded = (id) =>
    read.outcomes.some(
      (outcome) =>
        outcome.process === id &&
        read.turns.some((turn) => turn.process === id && turn.turn === outcome.turn && turn.last),
    );
  await consumer.connect();
  await consumer.subscribe({ topics: [JOURNAL, OUTCOMES], fromBeginning: true });
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    setTimeout(() => {
      reject(new Error(`Expected ${ids} to end, but read ${JSON.stringify(read, readable)}`));
    }, PATIENCE_MS).unref();
    const eachMessage = async ({ topic, message }) => {
      if (!ids.includes(message.key.toString())) return;
      try {
        const record = await deserializer.deserialize(topic, message.value);
        (topic === JOURNAL ? read.turns : read.outcomes).push(record);
      } catch (error) {
        reject(error); // thrown, it would have kafkajs try again
      }
      if (ids.every(hasEnded)) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return read;
}

/** For JSON, which knows neither bytes nor BigInt. */
function readable(key, value) {
  const original = this[key]; // a Buffer has become an object by the time it gets here
  if (Buffer.isBuffer(original)) return original.toString('base64');
  return typeof value === 'bigint' ? value.toString() : value;
}

try {
  await publish(EVENTS);
  console.log(JSON.stringify(await readUntilEnded(Object.keys(EVENTS)), readable));
} catch (error) {
  console.error(error);
  process.exit(1);
}
