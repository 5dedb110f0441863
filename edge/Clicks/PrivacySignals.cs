namespace OneLink.Edge.Clicks;

/// <summary>What a visitor's <c>DNT: 1</c> or <c>Sec-GPC: 1</c> changes.</summary>
internal enum PrivacySignals
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>The click is counted without anything by which the visitor could be told from others: neither visitor hash nor address.</summary>
    Anonymous,

    /// <summary>There is no click.</summary>
    Drop,
}
