namespace OneLink.Shared.Devices;

/// <summary>Which version number stands behind a token of <c>Data/versions.tsv</c>.</summary>
internal enum VersionSlot : byte
{
    Android,
    Apple,
    Windows,
    Browser,
    Puffin,

    /// <summary>How many there are.</summary>
    Count,
}
