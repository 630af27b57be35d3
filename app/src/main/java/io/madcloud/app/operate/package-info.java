/** What an engine shows those who operate it: HTTP endpoints for probes and for Prometheus. */
package io.madcloud.app.operate;
