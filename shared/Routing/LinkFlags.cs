namespace OneLink.Shared.Routing;

/// <summary>Bits of a compiled link; those from <see cref="Schedule"/> to <see cref="Password"/> say which sections it has, in this order.</summary>
[Flags]
public enum LinkFlags : ushort
{
    None = 0,
    ForwardQuery = 1 << 0,
    ForwardPath = 1 << 1,
    Indexable = 1 << 2,
    Disabled = 1 << 3,

    /// <summary>The document was newer than the edge, or broken: answered 503, never with what it was before.</summary>
    Unreadable = 1 << 4,

    /// <summary>Safari on a Mac is asked whether it is an iPad.</summary>
    ProbeTablet = 1 << 5,

    /// <summary>Together with <see cref="HighStatusBit"/> the redirect status: 302, 301, 307, 308.</summary>
    LowStatusBit = 1 << 6,
    HighStatusBit = 1 << 7,
    Schedule = 1 << 8,
    Utm = 1 << 9,
    Targets = 1 << 10,
    Brand = 1 << 11,
    Rules = 1 << 12,
    Limit = 1 << 13,
    Password = 1 << 14,

    /// <summary>A destination opens a chat, which can be told of the click (<see cref="DeepLinks.ChatAddress"/>).</summary>
    Chat = 1 << 15,

    /// <summary>Alias that marks where sections begin.</summary>
    FirstSection = Schedule,
    AnySection = Schedule | Utm | Targets | Brand | Rules | Limit | Password,
}
