package io.madcloud.acceptance.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads Confluent's wire format by hand: a zero byte, four bytes of schema id, Avro. Schemas come
 * from the registry over HTTP, so records are read with the schema that they were written with.
 */
final class FramedAvro {
  private static final int HEADER_BYTES = 5;

  private final IntFunction<Schema> schemas;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

  FramedAvro(IntFunction<Schema> schemas) {
    this.schemas = schemas;
  }

  static FramedAvro withRegistry(String url) {
    HttpClient http = HttpClient.newHttpClient();
    return new FramedAvro(id -> fetch(http, URI.create(url + "/schemas/ids/" + id)));
  }

  GenericRecord decode(byte[] framed) {
    ByteBuffer header = ByteBuffer.wrap(framed);
    if (framed.length < HEADER_BYTES || header.get() != 0) {
      throw new IllegalArgumentException("Expected a zero byte and a schema id, but found neither");
    }
    GenericDatumReader<GenericRecord> reader =
        readers.computeIfAbsent(header.getInt(), id -> new GenericDatumReader<>(schemas.apply(id)));
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(framed, HEADER_BYTES, framed.length - HEADER_BYTES, null);
    try {
      GenericRecord record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IllegalArgumentException("Expected the end of the record, but there is more");
      }
      return record;
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected a whole record, but " + e, e);
    }
  }

  private static Schema fetch(HttpClient http, URI uri) {
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException(
            "Expected a schema at " + uri + ", but status is " + answer.statusCode());
      }
      String schema = new ObjectMapper().readTree(answer.body()).path("schema").asText();
      return new Schema.Parser().parse(schema);
    } catch (IOException e) {
      throw new IllegalStateException("Expected an answer of " + uri + ", but " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected an answer of " + uri + ", but interrupted", e);
    }
  }
}
