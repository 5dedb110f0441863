namespace OneLink.Edge.Spool;

/// <summary>Why a batch is set aside; the numbers are those of its file.</summary>
internal enum AsideKind : byte
{
    /// <summary>ClickHouse refused it for what it is.</summary>
    Refused = 0,

    /// <summary>Its records are of a version that the edge did not know.</summary>
    Unknown = 1,

    /// <summary>A host that is away may have it, and shares no tokens with the others: it is sent again when that host is back.</summary>
    Held = 2,
}
