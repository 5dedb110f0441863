namespace OneLink.Shared.Devices;

/// <summary>Which table a token comes from, and so what its sighting is counted for.</summary>
internal enum TokenKind : byte
{
    Sign,
    Browser,
    InApp,
    Bot,
    Model,
    Version,
}
