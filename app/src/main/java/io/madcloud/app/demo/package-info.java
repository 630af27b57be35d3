/**
 * {@code madcloud demo}: the main job on a broker of its own, audited by an independent consumer.
 */
package io.madcloud.app.demo;
