namespace OneLink.Shared.Links;

/// <summary>The parameters that are OneLink's own: read on the edge, never passed on.</summary>
internal static class OwnParameters
{
    internal static bool Contains(ReadOnlySpan<byte> name) =>
        ParameterName.AreEqual(name, "qr"u8) || ParameterName.AreEqual(name, "skip"u8) || ParameterName.AreEqual(name, "notrack"u8);
}
