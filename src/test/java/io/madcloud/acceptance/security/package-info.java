/** Clusters that let nobody do what was not granted. */
package io.madcloud.acceptance.security;
