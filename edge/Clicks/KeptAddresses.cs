namespace OneLink.Edge.Clicks;

/// <summary>What a click keeps of its visitor's address.</summary>
internal enum KeptAddresses
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address.</summary>
    Truncated,

    /// <summary>All of it.</summary>
    Full,
}
