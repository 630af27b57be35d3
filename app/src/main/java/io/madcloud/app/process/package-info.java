/**
 * {@code madcloud notify}, {@code watch}, {@code process}, {@code why}, {@code reply} and {@code
 * cancel}: what happens to one process; {@code dead-letters} and {@code op}: what happens to all;
 * over topics alone.
 */
package io.madcloud.app.process;
