/**
 * An independent consumer of what an engine writes. It shares no code with Madcloud: what it knows
 * comes from the documentation of the schemas and from the registry.
 */
package io.madcloud.acceptance.oracle;
