/** What takes the place of an element of libvirt's XML. */
export interface Replacement {
  /** An XPath pattern of the elements (XSLT 1.0, section 5.2). */
  readonly match: string;
  readonly content: string;
}

/** A stylesheet that copies everything but what it replaces; xsltproc applies it before libvirt sees the XML. */
export function stylesheet(replacements: readonly Replacement[]): string {
  const templates = replacements.map(
    ({ match, content }) => `  <xsl:template match="${match}">${content}</xsl:template>\n`,
  );
  return `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
${templates.join("")}</xsl:stylesheet>
`;
}
