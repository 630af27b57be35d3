/** Programs as people write them: YAML 1.2, core schema; JSON is YAML. */
package io.madcloud.engine.yaml;
