namespace OneLink.Shared.Routing;

/// <summary>The query parameters that are OneLink's own (api/links contract, "Query"). They are never forwarded.</summary>
[Flags]
public enum OwnParameters : byte
{
    None = 0,

    /// <summary><c>qr=1</c>: the tap came from the QR code.</summary>
    Qr = 1,

    /// <summary><c>skip=1</c>: no page, straight to the fallback.</summary>
    Skip = 2,

    /// <summary><c>notrack=1</c>: no click.</summary>
    NoTrack = 4,
}
