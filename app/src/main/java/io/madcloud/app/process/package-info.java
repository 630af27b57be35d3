/**
 * {@code madcloud notify}, {@code watch}, {@code process}, {@code reply} and {@code cancel}: what
 * happens to one process, over topics alone.
 */
package io.madcloud.app.process;
