/** {@code madcloud scenario}: events played against programs. */
package io.madcloud.app.scenario;
