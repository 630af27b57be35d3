// Field values as JavaScript has them.
//
// On the wire a value is a union of eight types. Two of them, long and double, are one type in
// JavaScript, and three are records, so avsc, the Avro library inside Confluent's client, asks for
// the name of the branch around every value, and gives it back around every value:
// { string: 'Ada' }, { 'io.madcloud.wire.ListValue': { items: [{ string: 'a' }] } }.
// That works; `wrapUnions: 'never'` does not, as avsc refuses such a union without wrappers.
// With { typeHook: plainValues() } in the configuration of a serializer or deserializer, values are
// plain instead:
//
//   boolean    a boolean
//   long       an integer; beyond Number.MAX_SAFE_INTEGER a BigInt, also in all other longs
//   double     a number. Written, 3 and 3.0 are one number and become a long: the engine widens it
//              where a field is declared double. Where it is declared any, a long it stays
//   string     a string
//   bytes      a Buffer
//   timestamp  a Date
//   list       an array
//   map        an object
import avro from 'avsc';

const NAMESPACE = 'io.madcloud.wire.';

const isInteger = (value) => typeof value === 'bigint' || Number.isSafeInteger(value);

/** A long that loses nothing: avsc's own fails beyond 2^53. */
const LONG = avro.types.LongType.__with({
  fromBuffer: (buffer) => {
    const exact = buffer.readBigInt64LE();
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  },
  toBuffer: (value) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  },
  fromJSON: Number,
  toJSON: Number,
  isValid: isInteger,
  compare: (a, b) => (a < b ? -1 : Number(a > b)),
});

const entriesOf = (object) => Object.entries(object).map(([key, value]) => ({ key, value }));

/** The union of a value, seen from outside as the value. */
class Value extends avro.types.LogicalType {
  _fromValue(wrapped) {
    if (wrapped === null) return null;
    const [[branch, value]] = Object.entries(wrapped);
    switch (branch) {
      case `${NAMESPACE}Timestamp`:
        return new Date(value.millis);
      case `${NAMESPACE}ListValue`:
        return value.items;
      case `${NAMESPACE}MapValue`:
        return Object.fromEntries(value.entries.map((entry) => [entry.key, entry.value]));
      default:
        return value;
    }
  }

  // Undefined is avsc's word for what is not valid; null is, where the union has it.
  _toValue(value) {
    if (value === null) return null;
    if (isInteger(value)) return { long: value };
    if (Buffer.isBuffer(value)) return { bytes: value };
    if (value instanceof Date) return { [`${NAMESPACE}Timestamp`]: { millis: value.getTime() } };
    if (Array.isArray(value)) return { [`${NAMESPACE}ListValue`]: { items: value } };
    switch (typeof value) {
      case 'boolean':
        return { boolean: value };
      case 'number':
        return { double: value };
      case 'string':
        return { string: value };
      case 'object':
        return { [`${NAMESPACE}MapValue`]: { entries: entriesOf(value) } };
      default:
        return undefined;
    }
  }
}

/** For `typeHook` in the configuration of AvroSerializer and AvroDeserializer. */
export function plainValues() {
  const begun = new WeakSet(); // avsc asks again for the union inside of a Value
  return (schema, options) => {
    if (schema === 'long') return LONG;
    const isValue = Array.isArray(schema) && schema.includes('long') && schema.includes('double');
    if (!isValue || begun.has(schema)) return undefined;
    begun.add(schema);
    return new Value(schema, { ...options, wrapUnions: 'always' });
  };
}
