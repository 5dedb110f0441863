namespace OneLink.Edge.FastLane;

/// <summary>The <c>Connection</c> header of a request (RFC 9112 §9.3), as far as the fast lane honours it itself.</summary>
internal enum ConnectionOption : byte
{
    None = 0,
    KeepAlive,
    Close,
}
